//! The limits and lists of words by which people are found; `limits.rs` tells their source and scales.

/// Full names: see `full_name.rs`.
pub(in crate::extract) mod full_name {
    /// Words that introduce somebody, right before the name.
    pub(in crate::extract) const INTRODUCING: [&str; 8] =
        ["i'm", "guest", "host", "guests", "friend", "welcome", "interviewed", "by"];
    /// The same, of two words.
    pub(in crate::extract) const INTRODUCING_PAIRS: &str =
        "i am|name is|joined by|thanks to|guest is|today is|us is|me is";
    /// Words behind which two strange words with a capital are somebody; the first five read by eye in 70 places.
    pub(in crate::extract) const TELLING: [&str; 7] =
        ["by", "from", "guy", "person", "via", "i'm", "welcome"];
    /// The same, of two words.
    pub(in crate::extract) const TELLING_PAIRS: &str = "i am|guest is|today is|us is|me is|name is|guy named|person named|gentleman named|\
        somebody named|someone named|friend named|talk to|talking to|talked to|talking with|\
        we have";
    /// Words before a colon behind which show notes name somebody.
    pub(in crate::extract) const LABELS: [&str; 4] = ["guest", "guests", "host", "hosts"];
    /// Log-odds of a capital from which a given name that is a word, too, is taken for a name.
    pub(in crate::extract) const RATHER_A_NAME: f32 = 1.5;
    /// Log-odds of a capital from which a surname that is a word, too, is rather the surname; lower ones are rather the word.
    pub(in crate::extract) const SELDOM_A_NAME: f32 = -0.7;
    /// Zipf frequency, in tenths, from which such a surname is rather the word.
    pub(in crate::extract) const COMMON_WORD: u8 = 45;
    /// Zipf frequency, in tenths, of given names that are rather verbs at the beginning of a sentence: "will", "may".
    pub(in crate::extract) const VERB: u8 = 55;
    /// Up to this weight a project's name is no reason against a person's.
    pub(in crate::extract) const HARDLY_KNOWN: u32 = 4;
}

/// People misheard: see `misheard.rs`.
pub(in crate::extract) mod misheard {
    /// How far a misheard surname may sound from that of a host with the same given name; measured on introductions.
    pub(in crate::extract) const HOST_SURNAME: f32 = 0.6;
    /// The same for one who is named in show notes, and whose surname begins with the sound that was heard.
    pub(in crate::extract) const WRITTEN_SURNAME: f32 = 0.45;
    /// Fewest sounds of a surname that may sound but nearly like one that somebody wrote.
    pub(in crate::extract) const FEW_SOUNDS: usize = 4;
    /// How differently two listed given names may be spelt that are one, whatever they sound like: Michaela, Micaela.
    pub(in crate::extract) const SPELT_SO: f32 = 0.13;
    /// How far a listed surname may sound from one that somebody wrote: McDonald is McDonnell, Sanchez not Santos.
    pub(in crate::extract) const NEAR_LISTED: f32 = 0.15;
    /// How far a surname that no list has may be from that of somebody whom hardly anybody knows.
    pub(in crate::extract) const NEAR_RARE: f32 = 0.25;
    /// Most letters of a given name that another vowel makes another name.
    pub(in crate::extract) const SHORT_GIVEN: usize = 4;
    /// How far a misheard given name or surname may be from that of a known person.
    pub(in crate::extract) const KNOWN_NAME: f32 = 0.34;
    /// Weight from which a person is so often talked about that a surname spelt nearly so is theirs, though others have it.
    pub(in crate::extract) const FAMOUS: u32 = 20;
    /// How differently a misheard surname of a known person may be spelt: few sounds are soon the same.
    pub(in crate::extract) const SPELT_FAR: f32 = 0.55;
    /// How differently it may be spelt.
    pub(in crate::extract) const SPELT_NEAR: f32 = 0.2;
    /// Weight from which a person is meant by a surname that sounds nearly so; others must sound the same.
    pub(in crate::extract) const WELL_KNOWN: u32 = 3;
    /// Weight from which a person is meant by another form of the given name.
    pub(in crate::extract) const KNOWN: u32 = 4;
}

/// People: see `person.rs`.
pub(in crate::extract) mod person {
    /// How far a given name may be spelt from the project that it is written for: as long, or longer or shorter.
    pub(in crate::extract) const SPELT_ALIKE: f32 = 0.4;
    pub(in crate::extract) const SPELT_LONGER: f32 = 0.25;
    /// Times that an everyday word has a capital of its own, for the makers of its project to be expected.
    pub(in crate::extract) const CAPITALS_FOR_MAKERS: usize = 5;
    /// Words that stand behind somebody's name.
    pub(in crate::extract) const SPEAKING: [&str; 9] =
        ["says", "asks", "asked", "sent", "suggests", "mentions", "writes", "wrote", "adds"];
    /// Those of these words that software hardly ever stands before: it adds, writes and suggests, too.
    pub(in crate::extract) const ASKING: [&str; 4] = ["says", "asks", "asked", "sent"];
    /// What people do in shows, and show notes tell of.
    pub(in crate::extract) const TALKING: &str =
        "talk|talks|chat|chats|discuss|discusses|interview|interviews|welcome|welcomes|are|told";
    /// Words behind which people say their own name.
    pub(in crate::extract) const SELF: &str = "I'm|I’m|I am|name's|name’s|name is|This is|this is";
    /// Words that stand before somebody's name.
    pub(in crate::extract) const THANKING: [&str; 4] = ["thanks", "Thanks", "hey", "Hey"];
    /// Words before a name that turn to somebody.
    pub(in crate::extract) const TURNING: &str = "and|so|well|yeah|okay|hey|but|now";
    /// What is asked of somebody, behind the name and a comma. "You can" and the like are left out: "In Flask, you can".
    pub(in crate::extract) const ADDRESSING: &str = "you're up|you are up|you want to tell|do you|did you|what do you|what did you|\
        what are you|how do you|how are you|how about you|what about you|are you|tell us|take it away|over to you";
    /// What people are to one another, before a name; "partner" and "sister" may be companies and projects.
    pub(in crate::extract) const RELATIONS: &str =
        "wife|husband|daughter|cousin|uncle|aunt|friend|buddy|boss|colleague|coworker|mentor";
    /// Words right behind a name that tell of somebody.
    pub(in crate::extract) const TELLING: &str = "who|told|tells|said";
    /// Words right before a place: "in Geneva".
    pub(in crate::extract) const PLACING: &str = "in|near|outside|downtown";
    /// Words right behind "a Nick" that tell where somebody is from.
    pub(in crate::extract) const WHERE: &str = "at|from|here|in|of|on|out|over|there|with";
    /// Words behind a name that tell of somebody who is there.
    pub(in crate::extract) const THERE: &str = "audience|chat|livestream";
    /// Words behind a name among which they stand.
    pub(in crate::extract) const THERE_WITHIN: usize = 5;
    /// Zipf frequency, in tenths, from which so many are called so that one is soon known for a project named anywhere: "Chris".
    pub(in crate::extract) const COMMON_GIVEN: u8 = 45;
    /// Weight from which a project's name is taken for the project before it is taken for a given name.
    pub(in crate::extract) const WELL_KNOWN: u32 = 12;
}

/// Who is there: see `roster.rs`.
pub(in crate::extract) mod roster {
    /// Words behind a full name within which its given name surely stands for it.
    pub(in crate::extract) const IN_PASSING: usize = 150;
    /// Most people of one sound who are looked at: notes that list thousands are read in time.
    pub(in crate::extract) const MOST_ALIKE: usize = 64;
    /// What may stand behind a surname.
    pub(in crate::extract) const GENERATIONS: &str = "jr|sr|ii|iii|iv";
    /// Fewest letters of a short form that no list has: "Quim".
    pub(in crate::extract) const SHORTEST_CLIPPED: usize = 4;
    /// Fewest letters of a given name's short form: "Dan".
    pub(in crate::extract) const SHORTEST_SHORT: usize = 3;
    /// Words from the beginning within which guests are introduced.
    pub(in crate::extract) const OPENING: usize = 600;
    /// Words within which a project must be named that somebody of a common given name is known for.
    pub(in crate::extract) const NEAR_WORKS: usize = 500;
    /// Weight from which a project's name is no speaker's nickname: Rich.
    pub(in crate::extract) const KNOWN: u32 = 5;
    /// Fewest letters of a given name that may be spelt otherwise.
    pub(in crate::extract) const SHORTEST_SPELT: usize = 4;
    /// How far two spellings of one given name may differ: "Marcus", "Markus".
    pub(in crate::extract) const OTHER_SPELLING: f32 = 0.3;
}
