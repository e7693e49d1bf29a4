//! The limits by which names are heard that are written otherwise; `limits.rs` tells their source and scales.

/// What is listened to: see `awaited.rs`.
pub(in crate::extract) mod awaited {
    /// Zipf frequency (in tenths) from which a word is too common to be part of a garble that nothing speaks for.
    pub(in crate::extract) const COMMON: u8 = 46;
    /// Zipf frequency from which a word is too common to begin or end a garble of which a part was found as a name.
    pub(in crate::extract) const VERY_COMMON: u8 = 53;
    /// First letters that may sound the same.
    pub(in crate::extract) const ALIKE: [&[u8]; 4] = [b"ckq", b"gj", b"csxz", b"fpv"];
}

/// Garbles: see `garble.rs`.
pub(in crate::extract) mod garble {
    /// Words behind which a name is introduced, whatever it is made of.
    pub(in crate::extract) const INTRODUCING: [&str; 2] = ["called", "named"];
    /// Fewest letters of a name that is looked for by sound.
    pub(in crate::extract) const SHORTEST: usize = 4;
    /// Fewest letters of the rest of a name, behind a part that was misheard.
    pub(in crate::extract) const LONG_TAIL: usize = 5;
    /// Most words that a garbled name is taken for.
    pub(in crate::extract) const MOST_WORDS: usize = 3;
    /// Log-odds, as counted, below which words are not a name misheard.
    pub(in crate::extract) const NEVER: f32 = -1.0;
    /// Weight from which a name is not another's, misheard.
    pub(in crate::extract) const WELL_KNOWN: u32 = 5;
}

/// How like a garble must be to a name: see `hearing.rs`.
pub(in crate::extract) mod hearing {
    /// How far a garble may sound from a name that nothing else speaks for.
    pub(in crate::extract) const NEAR: f32 = 0.17;
    /// How far it may sound from a name that the episode expects.
    pub(in crate::extract) const NEAR_EXPECTED: f32 = 0.26;
    /// How far it may be spelt from the name.
    pub(in crate::extract) const SPELT: f32 = 0.45;
    /// The same for phrases, names of few sounds, and names that do not sound quite the same.
    pub(in crate::extract) const SPELT_SHORT: f32 = 0.34;
    /// The same for names of many sounds.
    pub(in crate::extract) const SPELT_MANY: f32 = 0.6;
    /// The same for an expected name of many sounds: sounds alone decide.
    pub(in crate::extract) const SPELT_EXPECTED: f32 = 0.8;
    /// The same for one plain word and an expected name: "rough", Ruff.
    pub(in crate::extract) const SPELT_PLAIN: f32 = 0.6;
    /// The same for a plain phrase and an expected or introduced name: "a prize", Apprise.
    pub(in crate::extract) const SPELT_PHRASE: f32 = 0.34;
    /// The same for words of which some are explained or common: "TK Enter", Tkinter.
    pub(in crate::extract) const SPELT_MIXED: f32 = 0.2;
    /// How far a word of no language may sound and be spelt from a long name that was recognised elsewhere: "Pynantic".
    pub(in crate::extract) const SLIP: f32 = 0.17;
    /// Fewest letters of such a name.
    pub(in crate::extract) const LONG: usize = 6;
    /// Endings that make a word of a name, no slip: "Terraformed", "Webpacks".
    pub(in crate::extract) const ENDINGS: [&str; 6] = ["s", "y", "d", "r", "ed", "er"];
    /// From this many sounds on a name leaves little to chance.
    pub(in crate::extract) const MANY_SOUNDS: usize = 6;
    /// Up to this many sounds a name is short.
    pub(in crate::extract) const FEW_SOUNDS: usize = 3;
    /// Fewest letters of a name.
    pub(in crate::extract) const SHORTEST: usize = 4;
    /// How much nearer a name counts for each e-fold of its weight.
    pub(in crate::extract) const PER_WEIGHT: f32 = 0.12;
    /// Least weight of a name of few sounds, for mixed words, or for words that sound only nearly the same.
    pub(in crate::extract) const WELL_KNOWN: f32 = 5.0;
}

/// What links lead to, as it is said: see `linked.rs`.
pub(in crate::extract) mod linked {
    /// Most words that a linked name is joined of.
    pub(in crate::extract) const MOST_WORDS: usize = 5;
    /// Fewest letters of such a name.
    pub(in crate::extract) const SHORTEST_JOINED: usize = 5;
    /// Fewest letters of such a name of which one may be misheard.
    pub(in crate::extract) const LONG: usize = 10;
    /// Fewest letters of the last word of such a name.
    pub(in crate::extract) const SHORTEST_PART: usize = 3;
    /// Zipf frequency, in tenths, from which words that only show notes name as one may just stand together.
    pub(in crate::extract) const COMMON: u8 = 42;
    /// Zipf frequency, in tenths, from which a name that is a word is said as that word: `setup`.
    pub(in crate::extract) const WORD: u8 = 25;
    /// Most projects whose sounds are listened for: notes that link to thousands are read in time.
    pub(in crate::extract) const MOST_LINKED: usize = 300;
    /// Most long spellings that begin alike.
    pub(in crate::extract) const MOST_ALIKE: usize = 64;
}
