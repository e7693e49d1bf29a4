//! What goes wrong around the program: signals, full and read-only disks, odd files. Nothing is lost, and nothing is left half.
#![cfg(unix)]

use std::ffi::OsStr;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::folder::{Folder, Outcome, bytes_of, names_in};

/// So many talks of ten minutes that they take a while.
fn long_show(talks: u32) -> Folder {
    show_of(talks, 600)
}

/// Talks of so many seconds.
fn show_of(talks: u32, seconds: u32) -> Folder {
    let lines = (0..seconds)
        .map(|n| format!("00:{:02}:{:02} We moved to FastAPI and to Django.\n\n", n / 60, n % 60));
    let text: String = lines.collect();
    (0..talks).fold(Folder::new(), |folder, number| folder.with(&format!("show/{number}.txt"), &text))
}

/// Waits until something more is finished, and sends a signal then; gives the child back as soon as it has ended.
fn interrupted(folder: &Folder, arguments: &[&str], signal: &str) -> (Child, String) {
    let part = folder.path().join("all.jsonl.part");
    let finished = || part.metadata().map_or(0, |part| part.len());
    let before = finished();
    let mut child = folder.command(arguments).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut tries = 0..300_000;
    while finished() <= before {
        assert!(tries.next().is_some(), "nothing is finished after a minute");
        assert!(child.try_wait().expect("a child").is_none(), "it ended before it was interrupted");
        std::thread::sleep(Duration::from_micros(200));
    }
    let sent = Command::new("kill").args([format!("-{signal}"), child.id().to_string()]).status();
    assert!(sent.is_ok_and(|status| status.success()));
    let mut told = String::new();
    let mut stderr = child.stderr.take().expect("a pipe");
    std::io::Read::read_to_string(&mut stderr, &mut told).expect("messages are UTF-8");
    (child, told)
}

#[test]
fn a_signal_leaves_only_what_is_finished_and_says_how_to_go_on() {
    let folder = long_show(150).with("all.jsonl", "old\n");
    let expected = folder.run(&["extract", "show", "-q"]).stdout;
    let arguments = ["extract", "show", "-o", "all.jsonl", "--resume", "--threads", "1"];
    for (signal, number) in [("TERM", 15), ("INT", 2), ("KILL", 9)] {
        let (mut child, told) = interrupted(&folder, &arguments, signal);
        let status = child.wait().expect("it ends");
        assert_eq!(status.signal(), Some(number), "shells say {}", 128 + number);
        assert_eq!(folder.names(), ["all.jsonl", "all.jsonl.part", "show"], "after {signal}");
        assert_eq!(folder.content("all.jsonl"), "old\n");
        let words = "\nstopped; what is finished stands in all.jsonl.part, and the same command with `--resume` goes on\n";
        assert_eq!(told.ends_with(words), signal != "KILL", "{told}");
    }
    let outcome = folder.run(&arguments);
    assert!(
        outcome.stderr.contains(" of 150 episodes had been done by the run that was stopped\n"),
        "{}",
        outcome.stderr
    );
    assert_eq!(folder.content("all.jsonl"), expected);
    assert_eq!(folder.names(), ["all.jsonl", "show"]);
}

/// Runs something with a small disk at `small`, if one can be mounted here.
fn on_a_small_disk(folder: &Folder, options: &str, job: impl FnOnce(&Path)) {
    let small = folder.path().join("small");
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(&small).output();
    if !mounted.is_ok_and(|output| output.status.success()) {
        let _ = writeln!(std::io::stderr(), "SKIPPED: a small disk cannot be mounted here");
        return;
    }
    let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(&small)));
    let unmounted = Command::new("umount").arg(&small).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    if let Err(panic) = result {
        std::panic::resume_unwind(panic);
    }
}

#[test]
fn a_full_disk_keeps_what_is_finished_until_there_is_room() {
    let folder = show_of(20, 20).with_folder("small");
    let expected = folder.run(&["extract", "show", "-q"]).stdout;
    let arguments = ["extract", "show", "-q", "-o", "small/all.jsonl", "--resume"];
    on_a_small_disk(&folder, "size=64k", |small| {
        folder.run(&arguments).gives(
            2,
            "",
            "error: cannot write: no space left on the disk\n  --> small/all.jsonl.part\n\
             hint: free some space, then go on with `--resume`: what is finished up to here is kept\n",
        );
        assert_eq!(names_in(small), ["all.jsonl.part"]);
        let grown = Command::new("mount").args(["-o", "remount,size=64M"]).arg(small).status();
        assert!(grown.is_ok_and(|status| status.success()));
        folder.run(&arguments).gives(0, "", "");
        assert_eq!(folder.content("small/all.jsonl"), expected);
        assert_eq!(names_in(small), ["all.jsonl"]);
    });
}

#[test]
fn a_disk_that_is_full_for_the_cache_changes_nothing() {
    let folder = long_show(20).with_folder("small");
    let expected = folder.run(&["extract", "show", "-q"]).stdout;
    on_a_small_disk(&folder, "size=64k", |_| {
        let outcome = folder.run(&["extract", "show", "--cache", "small/kept"]);
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), expected.as_str()));
        let told = "warning: cannot keep a cache here: no space left on the disk\n  --> small/kept\n";
        assert_eq!(outcome.stderr.matches(told).count(), 1, "{}", outcome.stderr);
    });
}

#[test]
fn a_read_only_folder_is_told_before_any_work() {
    let folder = long_show(1).with_folder("small");
    on_a_small_disk(&folder, "ro", |small| {
        for arguments in [
            &["graph", "missing", "-o", "small/topics.json"][..],
            &["graph", "missing", "-o", "small/topics.csv"],
            &["extract", "missing", "-o", "small/all.jsonl"],
        ] {
            let outcome = folder.run(arguments);
            assert_eq!(outcome.code, Some(2));
            assert!(outcome.stderr.starts_with("error: cannot write: read-only file"), "{}", outcome.stderr);
            assert!(!outcome.stderr.contains("missing"), "{}", outcome.stderr);
        }
        assert_eq!(names_in(small), [] as [&str; 0]);
    });
}

#[test]
fn a_limit_on_the_size_of_files_is_an_error_like_another() {
    let folder = long_show(5);
    let program = env!("CARGO_BIN_EXE_comention");
    for output in ["all.jsonl", "topics.json"] {
        let command = if output == "all.jsonl" { "extract" } else { "graph" };
        let script = format!("ulimit -f 1; exec '{program}' {command} show -q -o {output}");
        let ran = Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output();
        let ran = ran.expect("bash starts");
        let told = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{told}");
        assert!(told.starts_with("error: cannot write: file too large\n"), "{told}");
    }
    assert_eq!(folder.names(), ["show"]);
}

#[test]
fn a_damaged_line_of_an_unfinished_result_is_done_again() {
    let folder = long_show(3);
    let expected = folder.run(&["extract", "show", "-q", "--cache", "kept"]).stdout;
    let mut part = Vec::new();
    for group in names_in(&folder.path().join("kept")).iter().filter(|name| name.len() == 2) {
        for name in names_in(&folder.path().join("kept").join(group)) {
            part.extend(bytes_of(&folder.path().join("kept").join(group).join(name)));
        }
    }
    // What a power cut may leave: a stretch of zeros.
    let middle = part.len() / 2;
    part[middle..middle + 512].fill(0);
    let folder = folder.with("all.jsonl.part", &part);
    let outcome = folder.run(&["extract", "show", "-o", "all.jsonl", "--resume"]);
    assert!(outcome.stderr.contains("2 of 3 episodes had been done"), "{}", outcome.stderr);
    assert_eq!(folder.content("all.jsonl"), expected);
}

/// Makes a file whose name is no text.
#[expect(clippy::disallowed_methods, reason = "tests make the files the program reads")]
fn write_odd(folder: &Folder, name: &[u8], text: &str) {
    std::fs::write(folder.path().join(OsStr::from_bytes(name)), text).expect("Linux takes any name");
}

#[test]
fn names_of_files_may_be_anything() {
    let folder = Folder::new().with_folder("show");
    for (name, project) in [
        (&b"show/one\xff.txt"[..], "FastAPI"),
        (b"show/one\xfe.txt", "Django"),
        (b"show/two\nlines.txt", "Flask"),
        (b"show/\x1b[31mred.txt", "Celery"),
        (b"show/-o.txt", "Jupyter"),
        ("show/İstanbul ı.txt".as_bytes(), "Pydantic"),
    ] {
        write_odd(&folder, name, &format!("00:00:01 We moved to {project}.\n"));
    }
    let table = folder.run(&["mentions", "show"]);
    assert_eq!(table.code, Some(0), "{}", table.stderr);
    for project in ["FastAPI", "Django", "Flask", "Celery", "Jupyter", "Pydantic"] {
        assert_eq!(table.stdout.matches(&format!("We moved to [{project}].")).count(), 1, "{}", table.stdout);
    }
    let printed = table.stdout.clone() + &table.stderr;
    assert!(!printed.contains('\x1b') && printed.contains("show/one\\xff.txt"), "{printed}");
    let lines = folder.run(&["extract", "show", "-q"]).stdout;
    assert_eq!(
        lines.lines().count(),
        lines.lines().filter(|line| line.starts_with("{\"comention\":1,")).count()
    );
    folder.with("all.jsonl", &lines).run(&["mentions", "all.jsonl", "-q"]).gives(0, &table.stdout, "");
}

#[test]
fn a_folder_may_be_a_thousand_folders_deep() {
    let path = "d/".repeat(1000);
    let folder = Folder::new().with_folder("deep");
    let mut deepest = folder.path().join("deep");
    for _ in 0..1000 {
        deepest.push("d");
    }
    std::fs::create_dir_all(&deepest).expect("the system takes so long a path");
    let folder = folder.with(&format!("deep/{path}7.txt"), "00:00:01 We moved to FastAPI.\n");
    let outcome = folder.run(&["mentions", "deep", "--format", "csv"]);
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (Some(0), 2), "{}", outcome.stderr);
}

#[test]
fn one_huge_file_is_refused_and_the_rest_is_done() {
    let folder = long_show(1);
    let huge = std::fs::File::create_new(folder.path().join("show/huge.txt"));
    huge.and_then(|file| file.set_len(5 << 30)).expect("a file of nothing takes no room");
    let outcome = folder.run(&["extract", "show", "-o", "all.jsonl"]);
    let told = "error: larger than 1 GiB, which is the most that is read\n  --> show/huge.txt\n\
                hint: give each episode a file of its own\n1 file, 1 episode, ";
    assert!(outcome.code == Some(1) && outcome.stderr.starts_with(told), "{}", outcome.stderr);
    assert_eq!(folder.content("all.jsonl").lines().count(), 1);
}

#[test]
fn a_reader_that_has_enough_ends_the_work() {
    let folder = long_show(100);
    let script = format!(
        "'{}' extract show -q | head -c 20; exit ${{PIPESTATUS[0]}}",
        env!("CARGO_BIN_EXE_comention")
    );
    let ran =
        Command::new("bash").args(["-c", &script]).current_dir(folder.path()).output().expect("bash starts");
    let outcome = Outcome {
        code: ran.status.code(),
        stdout: String::from_utf8_lossy(&ran.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&ran.stderr).into_owned(),
    };
    outcome.gives(0, "{\"comention\":1,\"epis", "");
}

#[test]
fn language_and_time_zone_do_not_matter() {
    let folder = long_show(2).with("show/INFO.txt", "00:00:01 IPYTHON, İpython and DJANGO in Izmir.\n");
    let expected = folder.run(&["mentions", "show"]).stdout;
    for (language, zone) in [("tr_TR.UTF-8", "Asia/Kathmandu"), ("C", "UTC"), ("nonsense", "nonsense")] {
        let mut command = folder.command(&["mentions", "show"]);
        let ran = command.env("LC_ALL", language).env("LANG", language).env("TZ", zone).output();
        assert_eq!(String::from_utf8_lossy(&ran.expect("it runs").stdout), expected, "{language}");
    }
}
