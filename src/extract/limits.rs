//! Every limit and every list of words that decides in this folder, beside the weights of `data/weights.tsv` and the
//! cue words of `data/cues.tsv`.
//!
//! *Source*: set by hand, each on errors of its own sort in transcripts (the annotated stretches of `tests/annotated` and the
//! texts around them), unless a line says how it was measured. Frequencies are on the Zipf scale, of whole steps where they are
//! fractions, of tenths where they are whole numbers (53 is 5.3); weights are those of the dictionary's rows; how far
//! words are apart is the share of them that differs.

pub(super) use super::limits_heard::{awaited, garble, hearing, linked};
pub(super) use super::limits_people::{full_name, misheard, person, roster};

/// Web addresses: see `address.rs`.
pub(super) mod address {
    /// Endings that make `example.com` an address even without a path; others, such as `.io`, may end a project's name.
    pub(in crate::extract) const ADDRESS_ENDINGS: [&str; 8] =
        ["com", "org", "fm", "edu", "gov", "tv", "co", "me"];
    /// An ending that no host has, but many names: "Next.js/Express" are two.
    pub(in crate::extract) const SCRIPT_ENDING: &str = "js";
}

/// Whether capitals tell anything: see `letters.rs`.
pub(super) mod letters {
    /// Words in a row without a capital from which a recogniser left them out.
    ///
    /// *Source*: of 722 transcripts with full sentences the longest other run has 155 words.
    pub(in crate::extract) const BARE: usize = 200;
    /// Log-odds of a capital from which a word of the language is mostly a name: "Rails", but not "bytes".
    pub(in crate::extract) const MOSTLY_NAMES: f32 = 1.55;
    /// So many such words in small letters are no slip.
    pub(in crate::extract) const FEW: u32 = 5;
    /// Nor is one for so many words of the text.
    pub(in crate::extract) const SELDOM: u32 = 400;
    /// Words a sentence has at most, on average, where capitals are those of full sentences.
    pub(in crate::extract) const SENTENCE: usize = 60;
}

/// Words of the language written as names: see `capital.rs`.
pub(super) mod capital {
    /// Fewest capitals amid small words that make a word of the language a name.
    pub(in crate::extract) const OFTEN: u32 = 3;
    /// So many times rarer it must be written small.
    pub(in crate::extract) const RARELY_SMALL: u32 = 4;
    /// Words that transcripts write with a capital more often than this, in log-odds, are names of other things: "Bible".
    pub(in crate::extract) const OFTEN_CAPITAL: f32 = 0.7;
    /// Words before "called" among which stands what is called so: "a startup that they called".
    pub(in crate::extract) const CALLED_WITHIN: usize = 6;
    /// Words to either side among which one of a project's field lets an everyday word be its name.
    pub(in crate::extract) const FIELD: usize = 40;
    /// Times beside its field that make such a name one of the whole episode.
    pub(in crate::extract) const TALKED_OF: usize = 3;
    /// Words within which such a name is said again without one.
    pub(in crate::extract) const FOLLOWS: usize = 400;
    /// What is called so and is no software.
    pub(in crate::extract) const OTHER_THINGS: &str = "company|companies|startup|agency|firm|group|team|book|novel|movie|film|game|talk|article|post|\
        blog|podcast|show|episode|paper|conference|event|course|newsletter|magazine|song|band|album|place|city|town|person|guy|friend|man|\
        woman|school|character|pattern|technique|concept|term|method|role|business|provider|somebody|someone|function|channel|series|chapter|\
        newsgroup|poster|posters|website|user|kid|dog|cat|typo|street|site";
    /// Most words behind a project's name that make it a longer one.
    pub(in crate::extract) const LONGEST_TAIL: usize = 2;
    /// Last words that tell another sort of thing only where the name is said again: they stand behind any word.
    pub(in crate::extract) const LOOSE: &str = "january|february|march|april|june|july|august|september|october|november|december|week|month|\
        year|years|season|test|lab|party|protocol|problem|class|team|store|ticket|tickets|tip|tips|trick|tricks|video|videos|session|version|\
        show|shows|post|posts|paper|papers|talk|talks|times|trip|tour|law|state|states|street|road|card|cards|group|theory";
    /// Last words that make a longer name even where it is said but once: editions of a product, and its parts.
    pub(in crate::extract) const EDITIONS: &str = "pro|plus|enterprise|professional|lite|mobile|desktop|hub|cloud|studio|registry|marketplace|\
        fabric|terminal|functions|messaging|devtools|console|nightly|pulse|calendar|boilerplate|toolkit";
    /// Weight from which a project of an everyday name may begin a longer one.
    pub(in crate::extract) const KNOWN: u32 = 5;
    /// Zipf frequency, in tenths, from which a word is no name's tail, whatever its capital: "the", "is".
    pub(in crate::extract) const VERY_COMMON: u8 = 58;
}

/// What stands around: see `context.rs`.
pub(super) mod context {
    /// How much of what a plain pair says is left where the word has a capital that tells.
    pub(in crate::extract) const CAPITAL_PAIR: f32 = 0.5;
    /// Endings of files.
    pub(in crate::extract) const FILES: &str = "toml|yml|yaml|json|cfg|ini|lock|txt|xml|csv|html|css|png|svg";
    /// Short names of months; the long ones are in a table.
    pub(in crate::extract) const MONTHS: [&str; 13] =
        ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "may"];
}

/// Links: see `link.rs`.
pub(super) mod link {
    /// Zipf frequency, in tenths, from which a word of a name is no name by itself: `Server`.
    pub(in crate::extract) const COMMON: u8 = 42;
    /// Longest name of a project in a link, in words.
    pub(in crate::extract) const LONGEST: usize = 4;
    /// Fewest letters of a name that a host tells.
    pub(in crate::extract) const SHORTEST_HOST: usize = 4;
    /// What texts of links say behind a name.
    pub(in crate::extract) const LEADING: [&str; 6] =
        [" on GitHub", " on GitLab", " on PyPI", " on npm", " on Codeberg", " repository"];
    /// What may stand behind a name in the label of its own host: wardpy.com.
    pub(in crate::extract) const HOST_ENDINGS: [&str; 15] = [
        "",
        "docs",
        "py",
        "js",
        "rs",
        "go",
        "project",
        "dev",
        "lang",
        "app",
        "hq",
        "io",
        "db",
        "ai",
        "framework",
    ];
    /// Where packages have their pages.
    pub(in crate::extract) const PACKAGES: [&str; 7] = [
        "pypi.org/project/",
        "crates.io/crates/",
        "npmjs.com/package/",
        "rubygems.org/gems/",
        "nuget.org/packages/",
        "hex.pm/packages/",
        "pub.dev/packages/",
    ];
    /// Hosts on which `host/name` is a person's page.
    pub(in crate::extract) const PROFILES: [&str; 4] = ["github.com", "gitlab.com", "twitter.com", "x.com"];
}

/// Names: see `name.rs`.
pub(super) mod name {
    /// Longest name, in words.
    pub(in crate::extract) const LONGEST: usize = 8;
}

/// Phrases that introduce: see `pattern.rs`.
pub(super) mod pattern {
    /// Tools that install projects, and the word for it.
    pub(in crate::extract) const INSTALLERS: &str = "pip install|pip3 install|pipx install|conda install|npm install|brew install|cargo install|apt install|\
        apt-get install|gem install|uv tool install|uv add|cargo add|poetry add|yarn add|pdm add|pnpm add|bun add|winget install";
    /// What stands behind them that is no package: "pip install API clients".
    pub(in crate::extract) const NEVER_INSTALLED: &str = "API|APIs|URL|URLs|stubs|editable";
    /// Words before what is a place rather: "we met in Beacon, which is a service area".
    pub(in crate::extract) const PLACING: &str = "in|at|from|near";
    /// What a project is called when it is explained.
    pub(in crate::extract) const THINGS: &str = "framework|library|libraries|package|tool|toolkit|plugin|extension|module|project|\
        programming language|database|linter|formatter|type checker|task queue|ORM|app|CLI|server|crate|integration|engine|bot|agent|proxy|\
        compiler|language|runtime|gem|editor|scanner|parser|package manager|test runner|add-on|service";
}

/// What a candidate is by itself: see `prior.rs`.
pub(super) mod prior {
    /// How much more an edited text speaks against a misheard name than against a small letter.
    pub(in crate::extract) const EDITED_GARBLE: f32 = 5.0;
    /// Log-odds of a phrase with capitals below which it is hardly ever the name, unless it has one where capitals tell.
    pub(in crate::extract) const HARDLY_EVER: f32 = -3.0;
    /// Weight from which a name is the project's before it is anybody's.
    pub(in crate::extract) const WELL_KNOWN: f32 = 12.0;
    /// Weight from which a name of several words is rather the name than the words.
    pub(in crate::extract) const KNOWN: u32 = 5;
    /// Weight from which a given name that nobody in the episode has is the project's.
    pub(in crate::extract) const SOMEWHAT_KNOWN: f32 = 4.0;
    /// Weight from which a name of several words that hardly ever stand together by chance is rather the name.
    pub(in crate::extract) const HEARD_OF: u32 = 3;
    /// Zipf frequency, in tenths, from which a word in small letters says nothing of a name it stands beside: "nice".
    pub(in crate::extract) const FREQUENT: u8 = 53;
    /// Zipf frequency, in tenths, from which a word is one of the language though no dictionary has it.
    pub(in crate::extract) const FREQUENT_WORD: u8 = 40;
    /// Weight from which a name may be one of a known project and a rather rare word, and how rare, in tenths of Zipf.
    pub(in crate::extract) const HEARD_TWICE: f32 = 2.0;
    pub(in crate::extract) const RATHER_RARE: u8 = 45;
    /// Words of the trade that stand behind any name.
    pub(in crate::extract) const GENERIC: &str = "hook|hooks|query|queries|proxy|router|parser|parsers|client|session|console|script|scripts|\
        bot|bots|plugin|plugins|extension|newsletter|collaboration|module|modules|repo|repos|cluster|clusters|container|containers|endpoint|\
        endpoints|tutorial|tutorials|wrapper|wrappers|compiler|interpreter|syntax|logger|database|databases|config|binary|binaries|backend|\
        frontend|developer|developers|decorator|decorators|iterator|generator|generators|template|templates|widget|hosting";
    /// Zipf frequency by chance from which a phrase is an everyday one.
    pub(in crate::extract) const EVERYDAY: f32 = 2.5;
    /// Of the times that a phrase stands in small letters, one in so many is the name, misheard.
    pub(in crate::extract) const PLAINER: f32 = 4.0;
    /// So many steps below Zipf 0 a phrase by ear counts as a name and no other words.
    pub(in crate::extract) const UNHEARD_OF: f32 = 4.0;
    /// Least likelihood of a phrase.
    pub(in crate::extract) const LEAST: f32 = 0.2;
    /// The same, where hardly anybody knows the project.
    pub(in crate::extract) const LEAST_UNHEARD: f32 = 0.4;
    /// Weight of an entry whose name is nobody's word: what a name that no dictionary has counts as.
    pub(in crate::extract) const LOCAL_WEIGHT: f32 = 3.0;
}

/// Sentences: see `reading.rs`.
pub(super) mod reading {
    /// A sentence is cut after this many words where hardly a name runs on, at a comma or the end of a caption, where
    /// recognisers leave out full stops. So many fit into a quote.
    pub(in crate::extract) const LONG_SENTENCE: u32 = 36;
    /// It is cut after this many words wherever it is.
    pub(in crate::extract) const LONGEST_SENTENCE: u32 = 120;
}

/// The sum of reasons: see `sense.rs`.
pub(super) mod sense {
    /// What a step of the sum is worth: reasons that go together say less than they would each alone.
    ///
    /// *Source*: Platt scaling over annotated stretches of 80 episodes; `tests/annotated/score.py --calibration` shows how well it fits.
    pub(in crate::extract) const CALIBRATION: f32 = 0.4;
    /// Log-odds at which a mention is sure enough to speak for others of the same entity.
    pub(in crate::extract) const SURE: f32 = 2.0;
    /// Log-odds below which a candidate is not even counted as a repetition.
    pub(in crate::extract) const DOUBTFUL: f32 = -1.5;
    /// Capitals from which an episode is taken to write a name with one.
    pub(in crate::extract) const FEW_CAPITALS: u32 = 3;
    /// So many times as often as without, to do so mostly.
    pub(in crate::extract) const MOSTLY: u32 = 2;
    /// Words that join the last two of an enumeration.
    pub(in crate::extract) const CONJUNCTIONS: [&str; 5] = ["or", "and", "nor", "versus", "vs"];
    /// Words to either side within which other projects are company.
    pub(in crate::extract) const NEARBY: usize = 30;
    /// Words to either side within which projects of its field are company.
    pub(in crate::extract) const FIELD: usize = 80;
    /// How much several companions count against one.
    pub(in crate::extract) const SEVERAL: f32 = 1.5;
    /// Words to either side within which some other project is named where software is talked about.
    pub(in crate::extract) const FAR: usize = 400;
}

/// Names spelled out: see `spelled.rs`.
pub(super) mod spelled {
    /// Fewest letters that spell a name.
    pub(in crate::extract) const FEWEST: usize = 3;
    /// Up to so many letters may be an abbreviation, unless the name is heard beside them.
    pub(in crate::extract) const SHORT: usize = 3;
    /// Words before the letters among which the name is listened to.
    pub(in crate::extract) const HEARD_BEFORE: usize = 40;
    /// The same behind them.
    pub(in crate::extract) const HEARD_AFTER: usize = 4;
    /// So many words from the letters, or more, what is heard must be written as a name and sound the same.
    pub(in crate::extract) const CLOSE: usize = 12;
    /// Most words that the name is heard as.
    pub(in crate::extract) const MOST_WORDS: usize = 3;
    /// How far these may sound from what the letters spell.
    pub(in crate::extract) const SOUND: f32 = 0.26;
    /// How differently they may be spelt.
    pub(in crate::extract) const SPELT: f32 = 0.6;
    /// The same where they sound the same: "GUI", Gooey.
    pub(in crate::extract) const SPELT_SAME: f32 = 0.8;
    /// Words from what was heard beside letters within which an everyday word in small letters may be the name, too.
    pub(in crate::extract) const NEAR: usize = 60;
}

/// Words of no language: see `strange.rs`.
pub(super) mod strange {
    /// Fewest times that a strange word is said to be taken for a name.
    pub(in crate::extract) const OFTEN: usize = 3;
    /// Words before a strange one that make it software, though it is said but once.
    pub(in crate::extract) const USING: &str = "use|used|uses|using|via";
    /// Fewest letters of it; shorter ones are abbreviations.
    pub(in crate::extract) const SHORTEST: usize = 3;
    /// Most letters of an abbreviation: in capitals, these stand for concepts rather than projects.
    pub(in crate::extract) const ABBREVIATION: usize = 5;
}

/// Telling words: see `telling.rs`.
pub(super) mod telling {
    /// Most words that are kept of a document. Over 200 episodes, 300 found related ones as well as all words did, 100
    /// found fewer.
    pub(in crate::extract) const MOST: usize = 300;
    /// Words as common as this (Zipf, in tenths; "document" is 45) tell little: leaving them out lost nothing.
    pub(in crate::extract) const COMMON: u8 = 45;
    /// No word is as common as this (Zipf, in tenths).
    pub(in crate::extract) const COMMONEST: u8 = 80;
    /// Fewest letters of a word that tells something by itself.
    pub(in crate::extract) const SHORTEST: usize = 3;
}

/// The title: see `title.rs`.
pub(super) mod title {
    /// Fewest letters of a name that no dictionary has.
    pub(in crate::extract) const SHORTEST: usize = 4;
}
