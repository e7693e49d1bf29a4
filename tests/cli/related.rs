//! More episodes like one; who somebody is; what rises and falls; and all of it within a time.

use super::folder::{Folder, Outcome, extraction};

/// Four short talks, in our own words; the last one tells no date.
fn a_show() -> Folder {
    let talk = |number: u32, recorded: &str, text: &str| {
        format!(
            "00:00:01 Hello and welcome to our show, this is episode {number}{recorded}.\n\n00:00:09 {text}\n"
        )
    };
    let first = "Today our guest is Hedda Solheim, and we talk about Trio and AnyIO.\n\n\
                 00:00:20 A lighthouse keeper would like it.";
    let third = "We moved to AnyIO, and to Pydantic.\n\n00:00:30 It is a lighthouse in the fog.";
    let second = "Today it is all about Django, and a little about Celery.";
    Folder::new()
        .with("show/1-two-lifeguards.txt", talk(1, ", recorded on March 6th, 2019", first))
        .with("show/2-pack-light.txt", talk(2, ", recorded on May 7th, 2020", second))
        .with("show/3-the-lighthouse.txt", talk(3, ", recorded on June 8th, 2021", third))
        .with("show/4-pack-again.txt", talk(4, "", "Today it is Celery again, and FastAPI."))
}

const LIKE_THE_FIRST: &str = "show/1  two lifeguards\n\n\
                              score  episode  date        title\n\
                              0.11   show/3   2021-06-08  the lighthouse\n       \
                              AnyIO; words lighthouse\n";

const ALL: &str = "4 files, 4 episodes, 9 mentions\n";

#[test]
fn related_episodes_come_with_their_reasons() {
    a_show().run(&["related", "1", "show"]).gives(0, LIKE_THE_FIRST, ALL);
}

#[test]
fn an_episode_is_named_by_number_id_title_or_file() {
    let folder = a_show();
    for name in
        ["#1", "show/1", "Two Lifeguards", "lifeguards", "show/1-two-lifeguards.txt", "1-two-lifeguards"]
    {
        let outcome = folder.run(&["related", name, "show"]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), LIKE_THE_FIRST), "{name}");
    }
}

#[test]
fn an_episode_that_is_not_there_is_answered_with_what_may_be_meant() {
    a_show().run(&["related", "pack lihgt", "show"]).gives(
        2,
        "",
        "error: no episode `pack lihgt`\nhint: did you mean `pack light`?\n",
    );
    a_show().run(&["related", "99", "show"]).gives(
        2,
        "",
        "error: no episode `99`\nhint: name it by its number, title, file or id, such as `show/1`; the paths come \
         after it\n",
    );
    a_show().run(&["related", "pack", "show"]).gives(
        2,
        "",
        "error: `pack` may be one of 2 episodes\nhint: say which: `show/2` (pack light), `show/4` (pack again)\n",
    );
}

#[test]
fn one_episode_is_one_object() {
    let outcome = a_show().run(&["related", "3", "show", "-n", "1", "--format", "json", "--quiet"]);
    outcome.gives(
        0,
        "{\"episode\":\"show/3\",\"title\":\"the lighthouse\",\"date\":\"2021-06-08\",\"path\":\
         \"show/3-the-lighthouse.txt\",\"related\":[{\"episode\":\"show/1\",\"title\":\"two lifeguards\",\"date\":\
         \"2019-03-06\",\"path\":\"show/1-two-lifeguards.txt\",\"score\":0.1147,\"shared\":[\"AnyIO\"],\"words\":\
         [\"lighthouse\"]}]}\n",
        "",
    );
}

#[test]
fn all_episodes_are_lines_rows_or_a_graph() {
    let folder = a_show();
    let lines = folder.run(&["related", "--all", "show", "-o", "all.jsonl"]);
    lines.gives(0, "", ALL);
    assert_eq!(folder.content("all.jsonl").lines().count(), 4);
    let rows = folder.run(&["related", "--all", "show", "--format", "csv", "-n", "1"]).stdout;
    assert_eq!(
        rows.lines().nth(2),
        Some("show/2,show/2-pack-light.txt,1,show/4,show/4-pack-again.txt,0.1558,Celery,")
    );
    let graph = folder.run(&["related", "--all", "show", "--format", "dot"]).stdout;
    let edges: Vec<&str> = graph.lines().filter(|line| line.contains(" -- ")).collect();
    assert_eq!(edges.len(), 2, "{graph}");
    assert!(
        edges[0].starts_with("  n0 -- n2 [weight=12, ") && edges[0].contains("tooltip=\"AnyIO\""),
        "{edges:?}"
    );
    folder.run(&["related", "--all", "show", "--format", "table"]).gives(
        2,
        "",
        "error: `table` is no format for this\nhint: with `--all` formats are jsonl, json, csv and dot\n",
    );
}

#[test]
fn extractions_relate_as_the_texts_do_in_any_order_and_on_any_threads() {
    let folder = a_show();
    let texts = folder.run(&["related", "--all", "show", "--quiet", "--threads", "1"]).stdout;
    assert_eq!(folder.run(&["extract", "show", "-o", "found.jsonl"]).code, Some(0));
    let kept = folder.content("found.jsonl");
    assert!(kept.contains("\"words\":{"), "{kept}");
    let backwards: String = kept.lines().rev().map(|line| format!("{line}\n")).collect();
    let folder = folder.with("backwards.jsonl", backwards);
    for arguments in [["found.jsonl", "--threads", "1"], ["backwards.jsonl", "--threads", "2"]] {
        let outcome = folder.run(&[&["related", "--all", "--quiet"][..], &arguments[..]].concat());
        assert_eq!(outcome.stdout, texts, "{arguments:?}");
    }
}

#[test]
fn extractions_of_an_earlier_version_are_compared_by_names_and_it_is_told() {
    let lines = extraction(7, "AnyIO") + &extraction(8, "AnyIO") + &extraction(9, "Trio");
    let outcome = Folder::new().with("old.jsonl", lines).run(&["related", "7", "old.jsonl"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    assert!(outcome.stdout.contains("our-show/8\n       AnyIO\n"), "{}", outcome.stdout);
    assert!(outcome.stderr.starts_with("this file was made by an earlier comention"), "{}", outcome.stderr);
}

#[test]
fn without_an_episode_or_a_path_the_use_is_told() {
    for arguments in [&["related"][..], &["related", "7"]] {
        let outcome = a_show().run(arguments);
        assert_eq!(outcome.code, Some(2), "{arguments:?}");
        assert!(outcome.stderr.contains("comention related [OPTIONS] --all <PATH>..."), "{}", outcome.stderr);
    }
    a_show().run(&["related", "--all"]).gives(
        2,
        "",
        "error: no texts given\nhint: give transcripts, show notes or folders of them behind `--all`\n",
    );
}

#[test]
fn settings_beside_the_texts_hold_for_all_episodes_too() {
    let folder = a_show().with("show/comention.toml", "from = \"2020\"\ndictionary = [\"names.tsv\"]\n");
    let folder = folder.with("show/names.tsv", "name\tkind\nPydantic\tblock\n");
    let outcome = folder.run(&["related", "--all", "show"]);
    assert!(outcome.stderr.starts_with("settings from show/comention.toml\n"), "{}", outcome.stderr);
    assert_eq!(outcome.stdout.lines().count(), 2, "{}", outcome.stdout);
}

// By date.

#[test]
fn episodes_are_chosen_by_date_and_what_is_left_out_is_told() {
    let told = "left out 2 episodes of another time\nleft out 1 episode without a date\n";
    let outcome = a_show().run(&["mentions", "show", "--from", "2021", "--format", "csv"]);
    assert_eq!(outcome.stdout.lines().count(), 3, "{}", outcome.stdout);
    assert_eq!(outcome.stderr, format!("{told}4 files, 1 episode, 2 mentions\n"));
    let graph = a_show().run(&["graph", "show", "--from", "2019-03-06", "--to", "2020"]);
    assert!(graph.stderr.ends_with("4 files, 2 episodes, 5 mentions\n"), "{}", graph.stderr);
    let explained = a_show().run(&["mentions", "show", "--to", "2019", "--explain"]).stdout;
    assert!(explained.contains("Trio") && !explained.contains("Celery"), "{explained}");
}

#[test]
fn the_episode_asked_about_need_not_be_of_that_time() {
    let outcome = a_show().run(&["related", "1", "show", "--from", "2021", "--quiet"]);
    assert!(outcome.stdout.contains("show/3   2021-06-08"), "{}", outcome.stdout);
    let none = a_show().run(&["related", "1", "show", "--to", "2019"]);
    assert!(none.stderr.contains("no related episode found\n"), "{}", none.stderr);
}

#[test]
fn dates_that_are_none_or_turned_round_are_told() {
    let wrong = |outcome: Outcome, message: &str| {
        assert_eq!(outcome.code, Some(2), "{}", outcome.stderr);
        assert!(outcome.stderr.contains(message), "{}", outcome.stderr);
    };
    let message = "expected a year, a month or a day, such as 2021, 2021-06 or 2021-06-15";
    wrong(a_show().run(&["graph", "show", "--from", "May"]), message);
    let message = "error: no day is from 2021 on and up to 2020\nhint: ";
    wrong(a_show().run(&["trends", "show", "--from", "2021", "--to", "2020"]), message);
}

// Who and what.

#[test]
fn an_entity_is_shown_with_first_and_last_mention_and_neighbours() {
    a_show().run(&["show", "any i/o", "show", "-n", "2"]).gives(
        0,
        "AnyIO  project (in the dictionary)  https://anyio.readthedocs.io\n\
         2 mentions in 2 episodes\n\
         \n       \
         date        episode  time     said\n\
         first  2019-03-06  show/1   0:00:09  Today our guest is Hedda Solheim, and we talk about Trio and A…\n\
         last   2021-06-08  show/3   0:00:09  We moved to AnyIO, and to Pydantic.\n\
         \n\
         in a community with Hedda Solheim, Trio, Pydantic\n\
         \n\
         mentioned with  episodes  weight  where           said\n\
         Hedda Solheim   1         1.73    show/1 0:00:09  Today our guest is Hedda Solheim, and we talk abo…\n\
         Trio            1         1.73    show/1 0:00:09  Today our guest is Hedda Solheim, and we talk abo…\n",
        "",
    );
}

#[test]
fn an_entity_is_one_object_for_programs() {
    let outcome = a_show().run(&["show", "project:celery", "show", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(&outcome.stdout).expect("an object");
    assert_eq!(shown["first"]["episode"], "show/2");
    // What has no date is no later than what has one.
    assert_eq!(shown["last"]["episode"], "show/2");
    let names: Vec<&str> =
        shown["neighbours"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!(names, ["Django", "FastAPI"]);
}

#[test]
fn a_name_nobody_mentions_is_answered_with_names_like_it() {
    for (name, hint) in [
        ("Pydantik", "\nhint: did you mean `Pydantic`?"),
        ("Hedda", "\nhint: did you mean `Hedda Solheim`?"),
        ("Flask", "\nhint: the name is known, but nobody mentions it in these texts"),
        (
            "Zzyzx",
            ": neither the dictionary nor these texts know it\n\
             hint: a table with this name, given with `--dictionary`, has it found",
        ),
    ] {
        let error = format!("error: no mention of `{name}` found{hint}\n");
        a_show().run(&["show", name, "show"]).gives(2, "", &error);
        a_show().run(&["mentions", "show", "--entity", name]).gives(2, "", &error);
    }
}

// Over the years.

/// As many episodes a year as there are names; an empty name is an episode without any.
fn years(years: &[(u32, &[&str])]) -> Folder {
    let mut lines = String::new();
    let mut number = 0;
    for (year, names) in years {
        for name in *names {
            number += 1;
            let dated = format!("\"number\":{number},\"date\":\"{year}-05-01\"}}");
            lines += &extraction(number, name).replace(&format!("\"number\":{number}}}"), &dated);
        }
    }
    Folder::new().with("all.jsonl", lines)
}

#[test]
fn trends_rise_and_fall_by_share() {
    let folder = years(&[
        (2019, &["nose", "nose", "nose", "nose", "nose", "Trio"]),
        (2020, &["nose", "Trio", "Trio", "Trio", "Trio", "Trio"]),
        (2022, &["Trio", "Trio", "Trio", "Trio", "Trio", "Trio"]),
    ]);
    folder.run(&["trends", "all.jsonl"]).gives(
        0,
        "rising  kind     2019 to 2022  episodes  a year  clear\n\
         Trio    project  ▂▇·█          12        +25.0   +2.7\n\
         \n\
         falling  kind     2019 to 2022  episodes  a year  clear\n\
         nose     project  █▂·           6         -25.0   -2.7\n",
        "1 file, 18 episodes, 18 mentions\n",
    );
    let json = folder.run(&["trends", "all.jsonl", "--format", "json", "--to", "2020"]).stdout;
    let found: serde_json::Value = serde_json::from_str(&json).expect("an object");
    assert_eq!(found["years"][1], serde_json::json!({"year": 2020, "episodes": 6}));
    assert_eq!(found["trends"][0]["by_year"], serde_json::json!([1, 5]));
}

#[test]
fn trends_need_years() {
    let folder = Folder::new().with("all.jsonl", extraction(7, "AnyIO") + &extraction(8, "Trio"));
    folder.run(&["trends", "all.jsonl"]).gives(
        0,
        "",
        "left out 2 episodes without a date\ntrends need dated episodes of two years or more\n\
         1 file, 2 episodes, 2 mentions\n",
    );
}
