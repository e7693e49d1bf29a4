//! The JSON of recognisers and services: where each writes what was said, who says it and when; they are known by their keys.

/// Where a program writes what was said: a list of objects, and in each its words, its beginning and its speaker.
#[derive(Debug)]
pub(super) struct Layout {
    /// The keys that lead to the list; lists on the way are passed through.
    pub(super) list: &'static [&'static str],
    /// The key of the words, the best first.
    words: &'static [&'static str],
    /// The ways to the beginning, keys that lead on to it each.
    begin: &'static [&'static [&'static str]],
    /// How many milliseconds one is.
    pub(super) unit: f64,
    /// Whether who spoke last goes on where no speaker is given; else the program did not know.
    pub(super) speaker_goes_on: bool,
    /// Whether the object around the list tells speaker and beginning.
    pub(super) is_told_around: bool,
    /// Whether only what has a speaker counts: what has none is said again there.
    pub(super) needs_speaker: bool,
}

/// Keys around all of it, as services answer with it; what they lead to is read as if they were not there.
pub(super) const WRAPPERS: [&str; 3] = ["data", "response", "result"];

/// Seconds in milliseconds.
const SECONDS: f64 = 1000.0;

/// A program that writes another JSON is a row here; of rows that fit, the first with words counts.
pub(super) const LAYOUTS: [Layout; 25] = [
    // Podcasting 2.0: a segment may be one word.
    Layout { speaker_goes_on: true, ..layout(&["segments"], &["body"], &[&["startTime"]], SECONDS) },
    // Whisper, faster-whisper, WhisperX.
    layout(&["segments"], &["text"], ANY_BEGIN, SECONDS),
    // Premiere
    around(&["segments", "words"], &["text"], BEGIN, SECONDS),
    // whisper.cpp
    layout(&["transcription"], &["text"], &[&["offsets", "from"]], 1.0),
    // Deepgram
    layout(&["results", "utterances"], &["transcript"], BEGIN, SECONDS),
    layout(&["results", "channels", "alternatives", "words"], &["punctuated_word", "word"], BEGIN, SECONDS),
    layout(&["results", "channels", "alternatives"], &["transcript"], BEGIN, SECONDS),
    // AssemblyAI
    layout(&["utterances"], &["text"], BEGIN, 1.0),
    // AssemblyAI and ElevenLabs; of ElevenLabs, in seconds with parts.
    layout(&["words"], &["text"], BEGIN, 1.0),
    // OpenAI's service, asked for words
    layout(&["words"], &["word"], BEGIN, SECONDS),
    // AWS Transcribe
    layout(&["results", "audio_segments"], &["transcript"], &[&["start_time"]], SECONDS),
    around(&["results", "items", "alternatives"], &["content"], &[&["start_time"]], SECONDS),
    layout(&["results", "transcripts"], &["transcript"], &[], SECONDS),
    // Google, asked for speakers: the last result has all words again, with theirs.
    Layout {
        needs_speaker: true,
        ..layout(&["results", "alternatives", "words"], &["word"], ANY_BEGIN, SECONDS)
    },
    // Google, Speechmatics
    around(&["results", "alternatives"], &["transcript", "content"], &[&["start_time"]], SECONDS),
    // Rev
    around(&["monologues", "elements"], &["value"], &[&["ts"]], SECONDS),
    // YouTube, as json3
    around(&["events", "segs"], &["utf8"], &[&["tStartMs"]], 1.0),
    // Azure, in ticks of 100 nanoseconds
    around(&["recognizedPhrases", "nBest"], &["display"], &[&["offsetInTicks"]], 1e-4),
    // Fireflies
    layout(&["sentences"], SAID, ANY_BEGIN, SECONDS),
    layout(&["transcript", "sentences"], SAID, ANY_BEGIN, SECONDS),
    // Gladia
    layout(&["transcription", "utterances"], &["text"], BEGIN, SECONDS),
    // Podlove, and what people write themselves
    layout(&["transcript"], SAID, ANY_BEGIN, SECONDS),
    layout(&["turns"], SAID, ANY_BEGIN, SECONDS),
    // The segments alone, as a list or one a line
    layout(&[], &["text"], ANY_BEGIN, SECONDS),
    layout(&[], &["sentence", "line"], ANY_BEGIN, SECONDS),
];

const SAID: &[&str] = &["text", "sentence", "line", "body"];

const BEGIN: &[&[&str]] = &[&["start"]];

const ANY_BEGIN: &[&[&str]] =
    &[&["start"], &["start_time"], &["startTime"], &["startOffset"], &["time"], &["timestamp"]];

/// The keys of who speaks, names before numbers.
const SPEAKERS: [&str; 10] = [
    "voice",
    "speaker_name",
    "speakerName",
    "who",
    "speaker",
    "speaker_label",
    "speakerLabel",
    "speaker_id",
    "speakerTag",
    "speaker_tag",
];

const fn layout(
    list: &'static [&'static str],
    words: &'static [&'static str],
    begin: &'static [&'static [&'static str]],
    unit: f64,
) -> Layout {
    Layout { list, words, begin, unit, speaker_goes_on: false, is_told_around: false, needs_speaker: false }
}

/// A layout in which the object around the list tells who speaks and when.
const fn around(
    list: &'static [&'static str],
    words: &'static [&'static str],
    begin: &'static [&'static [&'static str]],
    unit: f64,
) -> Layout {
    Layout { is_told_around: true, ..layout(list, words, begin, unit) }
}

/// What the value of a key is in a layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Nothing, or what leads on.
    None,
    /// Words, of this rank.
    Words(u8),
    Begin,
    /// A speaker, of this rank.
    Speaker(u8),
}

impl Layout {
    /// What the value of a key is, behind so many keys that lead to it.
    pub(super) fn role(&self, depth: usize, key: &str) -> Role {
        let rank = |keys: &[&str]| keys.iter().position(|known| *known == key).map(|rank| rank as u8);
        let is_own = depth == self.list.len();
        let is_around = self.is_told_around && depth + 1 == self.list.len();
        if is_own && let Some(rank) = rank(self.words) {
            return Role::Words(rank);
        }
        if (is_own || is_around)
            && let Some(rank) = rank(&SPEAKERS)
        {
            return Role::Speaker(rank);
        }
        let below = if is_around { Some(0) } else { depth.checked_sub(self.list.len()) };
        let ends = |way: &&[&str]| below.is_some_and(|at| way.get(at) == Some(&key) && at + 1 == way.len());
        if self.begin.iter().any(ends) { Role::Begin } else { Role::None }
    }

    /// Whether a key may lead to something, behind so many keys that do.
    pub(super) fn leads_through(&self, depth: usize, key: &str) -> bool {
        let leads_on = match depth.checked_sub(self.list.len()) {
            None => self.list[depth] == key,
            Some(below) => self.begin.iter().any(|way| way.get(below) == Some(&key)),
        };
        leads_on || self.role(depth, key) != Role::None
    }
}
