//! `comention.toml` beside the texts.

use super::a_show;
use super::folder::{Folder, Outcome};

#[test]
fn settings_beside_the_texts_are_options_and_what_is_typed_goes_over_them() {
    let settings = "dictionary = [\"names.tsv\"]\nkinds = [\"project\"]\ntop = 1\n";
    let folder = a_show()
        .with("show/comention.toml", settings)
        .with("show/names.tsv", "name\tkind\nPydantic\tblock\nFastAPI\tblock\n");
    let names = |outcome: &Outcome| -> Vec<String> {
        let graph: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("a graph");
        let nodes = graph["nodes"].as_array().expect("nodes").clone();
        nodes.iter().map(|node| node["name"].as_str().unwrap_or_default().to_owned()).collect()
    };
    let kept = folder.run(&["graph", "show"]);
    assert!(kept.stderr.starts_with("settings from show/comention.toml\n"), "{}", kept.stderr);
    assert_eq!(names(&kept), ["AnyIO"]);
    assert_eq!(names(&folder.run(&["graph", "show", "--top", "9"])), ["AnyIO", "Django"]);
    assert!(names(&folder.run(&["graph", "show", "--no-config"])).contains(&"FastAPI".to_owned()));
}

#[test]
fn a_wrong_setting_is_shown_with_its_place() {
    a_show().with("show/comention.toml", "# ours\nwindw = \"60s\"\n").run(&["graph", "show"]).gives(
        2,
        "",
        "error: unknown setting `windw`\n  --> show/comention.toml:2:1\n   |\n 2 | windw = \"60s\"\n   \
         | ^^^^^\nhint: did you mean `window`?\n",
    );
    a_show().with("show/comention.toml", "backbone = 3\n").run(&["graph", "show"]).gives(
        2,
        "",
        "error: not a value for `backbone`\n  --> show/comention.toml:1:12\n   |\n 1 | backbone = 3\n   \
         |            ^\nhint: expected a number between 0 and 1, such as 0.05; write it as in \
         `backbone = 0.05`\n",
    );
}

#[test]
fn texts_with_different_settings_ask_which() {
    let folder = a_show().with("a/comention.toml", "top = 1\n").with("b/comention.toml", "top = 2\n");
    let folder = folder.with("a/1.txt", "00:00:01 Flask.\n").with("b/2.txt", "00:00:01 Flask.\n");
    folder.run(&["graph", "a", "b"]).gives(
        2,
        "",
        "error: these texts have settings of their own in `b/comention.toml`, too\n  --> a/comention.toml\n\
         hint: say which to use with `--config FILE`, or use none with `--no-config`\n",
    );
    assert_eq!(folder.run(&["graph", "a", "b", "--config", "a/comention.toml"]).code, Some(0));
}

#[test]
fn a_setting_that_cannot_be_read_is_told_in_plain_words() {
    let folder = Folder::new().with("7.txt", "00:00:01 Flask.\n");
    let window = "expected episode, sentence, turn, a time such as 60s or 2m, or a number such as 3sentences or 5segments";
    let mut number = 0;
    let mut files = folder;
    for (setting, error, hint) in [
        ("window = 60", "not a value for `window`", &*format!("{window}; write it as in `window = \"60s\"`")),
        ("window = sentence", "the value of `window` cannot be read", "write it as in `window = \"60s\"`"),
        (
            "dictionary = names.tsv",
            "the value of `dictionary` cannot be read",
            "write it as in `dictionary = [\"names.tsv\"]`",
        ),
        ("# ours\ntop = many", "the value of `top` cannot be read", "write it as in `top = 100`"),
        (
            "top = 0",
            "not a value for `top`",
            "expected a whole number from 1, such as 100; write it as in `top = 100`",
        ),
        (
            "no-builtin = 1",
            "not a value for `no-builtin`",
            "expected true or false; write it as in `no-builtin = true`",
        ),
        ("top = 1\ntop = 2", "`top` stands twice", "keep one of them"),
        ("the top 100", "this line cannot be read", "a setting looks like `window = \"60s\"`"),
    ] {
        number += 1;
        let name = format!("{number}.toml");
        files = files.with(&name, setting);
        let outcome = files.run(&["graph", "7.txt", "--config", &name]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(2), ""), "{setting}");
        let line = setting.lines().count();
        assert!(
            outcome.stderr.starts_with(&format!("error: {error}\n  --> {name}:{line}:")),
            "{}",
            outcome.stderr
        );
        assert!(outcome.stderr.ends_with(&format!("\nhint: {hint}\n")), "{}", outcome.stderr);
    }
}

#[test]
fn of_the_kinds_kept_a_command_takes_those_that_fit() {
    let folder = a_show()
        .with("both.toml", "kinds = [\"project\", \"work\"]\n")
        .with("none.toml", "kinds = [\"work\", \"event\"]\n")
        .with("wrong.toml", "kinds = [\"project\", \"wok\"]\n");
    let suggest = |config: &str| folder.run(&["dictionary", "suggest", "show", "--config", config]);
    assert_eq!(suggest("both.toml").code, Some(0), "{}", suggest("both.toml").stderr);
    suggest("none.toml").gives(
        2,
        "",
        "error: `dictionary suggest` takes none of these kinds\n  --> none.toml:1:9\n   |\n \
         1 | kinds = [\"work\", \"event\"]\n   |         ^^^^^^^^^^^^^^^^^\n\
         hint: names of projects and people are suggested: project, person; `--kinds` on the command line goes \
         over what stands here\n",
    );
    let wrong = suggest("wrong.toml");
    assert!(wrong.stderr.starts_with("error: not a value for `kinds`\n"), "{}", wrong.stderr);
    let typed = folder.run(&["dictionary", "suggest", "show", "--config", "none.toml", "--kinds", "project"]);
    assert_eq!(typed.code, Some(0), "{}", typed.stderr);
}

#[test]
fn settings_below_the_folder_given_are_told() {
    let folder = a_show().with("all/a/comention.toml", "top = 1\n").with("all/a/7.txt", "00:00:01 Flask.\n");
    let told = "warning: these settings lie below the folder given and are not used\n  --> all/a/comention.toml\n\
                hint: name them with `--config all/a/comention.toml`, or move the file to the folder you give\n";
    let outcome = folder.run(&["graph", "all"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stderr.starts_with(told), "{}", outcome.stderr);
    for arguments in [
        &["graph", "all", "--quiet"] as &[&str],
        &["graph", "all", "--no-config"],
        &["graph", "all", "--config", "all/a/comention.toml"],
        &["graph", "all/a", "all"],
    ] {
        let outcome = folder.run(arguments);
        assert!(outcome.code == Some(0) && !outcome.stderr.contains("warning: "), "{}", outcome.stderr);
    }
}
