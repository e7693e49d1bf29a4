//! Dictionaries and texts made to hurt: each gives the right result, at a size where time that grows with the square would be
//! noticed as a test that does not end.

use comention::dictionary::{Dictionary, DictionaryBuilder};
use comention::extract::Extractor;
use comention::source::{self, group::group};

/// The names of a table over no built-in ones.
fn dictionary(header: &str, rows: impl Iterator<Item = String>) -> Dictionary {
    let table = std::iter::once(header.to_owned()).chain(rows).collect::<Vec<_>>().join("\n");
    let mut builder = DictionaryBuilder::new();
    builder.table("hostile.tsv", &table).unwrap();
    builder.build()
}

/// The names that are mentioned in a text.
fn mentioned(dictionary: &Dictionary, text: &str) -> Vec<String> {
    let episodes = group(vec![source::read("talk.txt", text.as_bytes()).unwrap()]).episodes;
    let extraction = Extractor::new(dictionary).extract(&episodes[0]);
    let mentions = extraction.documents.iter().flat_map(|document| &document.mentions);
    mentions.map(|mention| extraction.entity(&mention.entity).unwrap().name.clone()).collect()
}

/// A number in vowels, with a consonant before.
fn vowels(mut number: usize) -> String {
    let mut vowels = String::new();
    while number > 0 {
        vowels.push(char::from(b"aeiou"[number % 5]));
        number /= 5;
    }
    vowels
}

#[test]
fn an_entity_may_have_a_hundred_thousand_aliases() {
    let aliases: Vec<String> = (0..100_000).map(|number| format!("quab{number}x")).collect();
    let row = format!("Quibble\tlibrary\t{}", aliases.join("|"));
    let dictionary = dictionary("name\tkind\taliases", std::iter::once(row));
    assert_eq!(dictionary.find("QUAB99999X").unwrap().name, "Quibble");
    assert_eq!(mentioned(&dictionary, "We run Quab99999x at home.\n"), ["Quibble"]);
}

#[test]
fn of_ten_thousand_names_within_each_other_the_longest_counts() {
    let name = |group: usize, words: usize| {
        let rest = (1..words).map(|word| format!(" {}", char::from(b'a' + (group + word) as u8 % 26)));
        format!("q{group}{}", rest.collect::<String>())
    };
    let rows = (0..250).flat_map(|group| (1..=40).map(move |words| name(group, words) + "\tlibrary"));
    let dictionary = dictionary("name\tkind", rows);
    for words in [1, 2, 8] {
        assert_eq!(
            mentioned(&dictionary, &format!("They use {} there.\n", name(7, words))),
            [name(7, words)]
        );
    }
    let all = (0..250).map(|group| name(group, 40)).collect::<Vec<_>>().join(", ");
    assert!(mentioned(&dictionary, &format!("They use {all}.\n")).len() >= 250);
}

#[test]
fn names_may_share_their_first_two_words() {
    let rows = (0..50_000).map(|number| format!("Quib Quab w{number}\tlibrary"));
    let dictionary = dictionary("name\tkind", rows);
    let text = (0..2000).map(|number| format!("They use Quib Quab w{number} there.\n")).collect::<String>();
    let found = mentioned(&dictionary, &text);
    assert_eq!((found.len(), found[1999].as_str()), (2000, "Quib Quab w1999"));
}

#[test]
fn names_may_sound_alike() {
    let rows = (0..50_000).map(|number| format!("qu{}bla{}\tlibrary", vowels(number), vowels(number % 25)));
    let dictionary = dictionary("name\tkind", rows);
    let text = (0..2000)
        .map(|number| format!("They use qui{}bley there.\n", vowels(number * 31)))
        .collect::<String>();
    mentioned(&dictionary, &text);
    assert_eq!(mentioned(&dictionary, "They use quablaa there.\n").len(), 1);
}

#[test]
fn people_may_sound_alike() {
    let rows = (0..50_000).map(|number| format!("Robert Qu{}bler\tperson", vowels(number)));
    let dictionary = dictionary("name\tkind", rows);
    let text = (0..500).map(|number| format!("So Robert Qui{}bleer said.\n", vowels(number * 31)));
    mentioned(&dictionary, &text.collect::<String>());
    assert_eq!(mentioned(&dictionary, "So Robert Quaebler said.\n"), ["Robert Quaebler"]);
}

#[test]
fn as_many_people_may_be_named_in_full_as_by_given_name() {
    let given = ["Ada", "Bob", "Carl", "Dora", "Emma", "Fred", "Grace", "Hugo", "Ida", "Jane"];
    let full =
        (0..20_000).map(|number| format!("So {} Qua{}bler said it.\n", given[number % 10], vowels(number)));
    let text = full.chain((0..50_000).map(|_| "And Timothy said it.\n".to_owned())).collect::<String>();
    let found = mentioned(&Dictionary::builtin(), &text);
    assert_eq!(found.iter().filter(|name| *name == "Timothy").count(), 50_000);
}

#[test]
fn a_strange_word_may_be_said_a_hundred_thousand_times() {
    let found = mentioned(&Dictionary::builtin(), &"We use Zarquo and zinc.\n".repeat(100_000));
    assert_eq!(found.iter().filter(|name| *name == "Zarquo").count(), 100_000);
}

#[test]
fn a_name_may_be_spelled_out_and_misheard_in_twenty_thousand_ways() {
    let lines = (1..=20_000).map(|number| format!("We run Z{}lip, Z-U-L-I-P.\n", vowels(number)));
    let found = mentioned(&Dictionary::builtin(), &lines.collect::<String>());
    assert!(found.iter().filter(|name| *name == "Zulip").count() >= 20_000);
}

#[test]
fn as_many_rows_may_block_as_add() {
    let add = (0..100_000).map(|number| format!("quib{number}x\tlibrary"));
    let block = (1..100_000).map(|number| format!("QUIB {number}x\tblock"));
    let dictionary = dictionary("name\tkind", add.chain(block));
    assert_eq!(dictionary.entries().len(), 1);
    assert_eq!(mentioned(&dictionary, "They use quib0x and quib99999x.\n"), ["quib0x"]);
}

#[test]
fn a_name_may_have_a_hundred_thousand_cue_words() {
    let cues: Vec<String> = (0..100_000).map(|number| format!("cue {number}")).collect();
    let row = format!("the\tblock\t{}\nthe\tlibrary\t", cues.join("|"));
    let row = format!("Quibble\tlibrary\t{}\n{row}", cues.join("|"));
    let dictionary = dictionary("name\tkind\tcues", std::iter::once(row));
    let text = "We know the sea and the sand and Quibble near cue 99999.\n".repeat(2000);
    let found = mentioned(&dictionary, &text);
    assert_eq!(found.iter().filter(|name| *name == "Quibble").count(), 2000);
}

#[test]
fn signs_in_names_are_only_signs() {
    let names = ["(a+)+$ quib", "<script>quab</script>", "quib.*[quab]", "&amp;quob", "\"quub\" \\d{9}"];
    let dictionary = dictionary("name\tkind", names.iter().map(|name| format!("{name}\tlibrary")));
    for name in names {
        assert_eq!(dictionary.find(name).unwrap().name, name);
    }
    mentioned(&dictionary, "They aaaaaaaa+ use script quab script and quub d 9 there.\n");
}

#[test]
fn what_opens_and_never_closes_is_read_once() {
    const TIMES: usize = 200_000;
    let turns = "<h4>Ada Bell</h4><p>We met at the old mill, and it was raining.</p><h4>Carl Dorn</h4><p>It was, and nobody had a coat with them.</p>";
    for (name, before, open) in [
        ("entities.html", turns.repeat(3), "<p>&nbsp"),
        ("links.html", turns.repeat(3), "<p>]("),
        ("tags.html", turns.repeat(3), "x <b"),
        ("entities.md", "Ada Bell — We met at the old mill, and it rained.\n\nCarl Dorn — It was, and nobody had a coat.\n\n".repeat(4), "&nbsp\n"),
        ("styles.md", String::new(), "<b>"),
        ("quotes.csv", "speaker,text\n".to_owned(), "\"a\n"),
        ("objects.json", String::from("{\"speakers\": ["), "{\"id\": 1, \"name\": \""),
    ] {
        let text = before + &open.repeat(TIMES);
        assert!(source::read(name, text.as_bytes()).is_ok(), "{name}");
    }
}

#[test]
fn front_matter_is_what_stands_first() {
    let again = "---\ntitle: On Flask\n---\n\n".repeat(5000);
    let document = source::read("a.md", again.as_bytes()).unwrap().document;
    assert_eq!(document.text, "On Flask");
}

#[test]
fn letters_that_fold_to_others_are_letters() {
    for word in ["Danoš", "Trelloš", "Mitoş", "Linodeſ", "Linodeｓ"] {
        mentioned(&Dictionary::builtin(), &format!("We met {word} there.\n"));
    }
}
