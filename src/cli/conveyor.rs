//! Lines in, answers out: in the order of the lines, with a fixed number under way at any time.
//!
//! *Why not rayon*: it would take all lines before it gives the first answer back in order; here a line that comes in is
//! answered at once, however long the next one is in coming.

use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use comention::error::Error;

use super::input::words;
use super::unpack;

/// A line of the input, or why it could not be read.
#[derive(Debug)]
pub(super) struct Line {
    /// From 1; all lines count.
    pub(super) number: u32,
    pub(super) content: Result<Vec<u8>, Error>,
}

/// Answers each line that is not blank and hands the answers over in the order of the lines; stops when `take` fails.
///
/// At most `2 * threads + 1` lines and their answers are in memory, on one thread one; `most` is the most bytes of a line.
pub(super) fn run<A: Send + 'static>(
    input: impl BufRead + Send + 'static,
    most: u64,
    threads: usize,
    answer: impl Fn(Line) -> A + Send + Sync + 'static,
    mut take: impl FnMut(A) -> io::Result<()>,
) -> io::Result<()> {
    let mut lines = Lines { input, most, number: 0, is_done: false };
    if threads < 2 {
        return lines.try_for_each(|line| take(answer(line)));
    }
    let (jobs, waiting) = sync_channel::<(Line, SyncSender<A>)>(0);
    work(threads, waiting, Arc::new(answer));
    let (order, answers) = sync_channel::<Receiver<A>>(threads);
    // Left behind when `take` fails: it may wait for a line that never comes.
    start(move || {
        for line in lines {
            let (reply, answer) = sync_channel(1);
            if order.send(answer).is_err() || jobs.send((line, reply)).is_err() {
                return;
            }
        }
    });
    let stopped = || io::Error::other("a worker stopped in the middle of an episode");
    answers.iter().try_for_each(|answer| take(answer.recv().map_err(|_| stopped())?))
}

/// Starts workers that end when there are no more jobs.
fn work<A: Send + 'static>(
    threads: usize,
    waiting: Receiver<(Line, SyncSender<A>)>,
    answer: Arc<impl Fn(Line) -> A + Send + Sync + 'static>,
) {
    let waiting = Arc::new(Mutex::new(waiting));
    for _ in 0..threads {
        let (waiting, answer) = (Arc::clone(&waiting), Arc::clone(&answer));
        start(move || {
            loop {
                let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((line, reply)) = job else { return };
                // Nobody takes it where the output was closed.
                let _ = reply.send(answer(line));
            }
        });
    }
}

#[expect(clippy::disallowed_methods, reason = "rayon keeps no order while lines still come in")]
fn start(job: impl FnOnce() + Send + 'static) {
    thread::spawn(job);
}

/// The lines of an input that are not blank.
struct Lines<I> {
    input: I,
    most: u64,
    number: u32,
    is_done: bool,
}

impl<I: BufRead> Lines<I> {
    /// The next line without its end, blank or not; `None` at the end of the input.
    fn read(&mut self) -> io::Result<Option<Result<Vec<u8>, Error>>> {
        let mut content = Vec::new();
        let read = self.input.by_ref().take(self.most + 1).read_until(b'\n', &mut content)?;
        if content.last() == Some(&b'\n') {
            content.pop();
        } else if content.len() as u64 > self.most {
            self.input.skip_until(b'\n')?;
            return Ok(Some(Err(too_large(self.most))));
        }
        Ok((read > 0).then_some(Ok(content)))
    }
}

impl<I: BufRead> Iterator for Lines<I> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.is_done {
            self.number = self.number.saturating_add(1);
            let content = match self.read() {
                Ok(content) => content?,
                Err(error) => {
                    self.is_done = true;
                    Err(Error::new(format!("cannot read on: {}", words(&error))))
                }
            };
            if content.as_ref().is_ok_and(|content| content.trim_ascii().is_empty()) {
                continue;
            }
            return Some(Line { number: self.number, content });
        }
        None
    }
}

fn too_large(most: u64) -> Error {
    Error::new(format!("this line is larger than {}, which is the most that is read", unpack::size(most)))
        .hint("`--max-file-size` says how much that is")
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    fn answers(input: &[u8], most: u64, threads: usize) -> Vec<String> {
        let mut answers = Vec::new();
        let answer = |line: Line| match line.content {
            Ok(content) => format!("{} {}", line.number, String::from_utf8_lossy(&content)),
            Err(error) => format!("{} {error}", line.number).lines().next().unwrap_or_default().to_owned(),
        };
        run(io::Cursor::new(input.to_vec()), most, threads, answer, |answer| {
            answers.push(answer);
            Ok(())
        })
        .unwrap();
        answers
    }

    #[test]
    fn lines_are_answered_in_order_and_blank_ones_are_not() {
        for threads in [1, 2, 5] {
            assert_eq!(answers(b"a\n\n \r\nb", 9, threads), ["1 a", "4 b"]);
            assert_eq!(answers(b"", 9, threads), [""; 0]);
            let told = "this line is larger than 3 bytes, which is the most that is read";
            assert_eq!(
                answers(b"abc\nabcd\nabc", 3, threads),
                ["1 abc".to_owned(), format!("2 {told}"), "3 abc".to_owned()]
            );
        }
    }

    #[test]
    fn slow_lines_do_not_change_the_order_and_few_are_under_way() {
        static UNDER_WAY: AtomicUsize = AtomicUsize::new(0);
        static MOST: AtomicUsize = AtomicUsize::new(0);
        let input: String = (0..60).map(|n| format!("{n}\n")).collect();
        let mut taken = Vec::new();
        let answer = |line: Line| {
            MOST.fetch_max(UNDER_WAY.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            if line.number % 7 == 1 {
                thread::sleep(Duration::from_millis(2));
            }
            line.number
        };
        run(io::Cursor::new(input.into_bytes()), 99, 3, answer, |number| {
            UNDER_WAY.fetch_sub(1, Ordering::SeqCst);
            taken.push(number);
            Ok(())
        })
        .unwrap();
        assert_eq!(taken, (1..=60).collect::<Vec<u32>>());
        assert!(MOST.load(Ordering::SeqCst) <= 7, "{MOST:?}");
    }

    #[test]
    fn a_closed_output_ends_it() {
        for threads in [1, 3] {
            let closed = run(
                io::Cursor::new(b"1\n2\n3\n".to_vec()),
                9,
                threads,
                |line| line.number,
                |_| Err(io::ErrorKind::BrokenPipe.into()),
            );
            assert_eq!(closed.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        }
    }
}
