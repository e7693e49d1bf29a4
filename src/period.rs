//! Days, months and years, and the episodes between two of them.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// A day, a month or a year: `2022-11-01`, `2022-11`, `2022`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// The year, as 2022.
    pub year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// Year, month and day of its first day.
    fn first(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// Year, month and day of its last day, or of one behind it in a short month.
    fn last(self) -> (u16, u8, u8) {
        (self.year, self.month.unwrap_or(12), self.day.unwrap_or(31))
    }
}

impl FromStr for Date {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let wrong = || {
            Error::new(format!("not a date: `{text}`"))
                .hint("dates are a year, a month or a day: `2022`, `2022-11` or `2022-11-01`")
        };
        let mut parts = text.trim().splitn(3, '-');
        let mut number = |digits: usize| -> Result<Option<u16>, Error> {
            let Some(part) = parts.next() else { return Ok(None) };
            let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| is_number).map(Some).ok_or_else(wrong)
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let year = year.ok_or_else(wrong)?;
        let (month, day) = (month.map(|month| month as u8), day.map(|day| day as u8));
        let longest = month.map_or(31, |month| days(year, month));
        if month.is_some_and(|month| !(1..=12).contains(&month))
            || day.is_some_and(|day| !(1..=longest).contains(&day))
        {
            return Err(wrong());
        }
        Ok(Date { year, month, day })
    }
}

/// How many days a month has.
fn days(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.iter().chain(&self.day).try_for_each(|part| write!(f, "-{part:02}"))
    }
}

/// A stretch of time, open where it has no end.
///
/// ```
/// use comention::period::Period;
/// let period = Period { from: Some("2021".parse()?), to: Some("2022-06".parse()?) };
/// assert!(period.holds("2022-06-30") && !period.holds("2020-12-31"));
/// # Ok::<(), comention::error::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// It begins with the first day of this.
    pub from: Option<Date>,
    /// It ends with the last day of this.
    pub to: Option<Date>,
}

impl Period {
    /// Whether it has neither beginning nor end, so that every episode is in it, dated or not.
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// Whether no day is in it: it ends before it begins.
    pub fn is_empty(&self) -> bool {
        self.from.zip(self.to).is_some_and(|(from, to)| from.first() > to.last())
    }

    /// Whether it holds the first day of an episode's date; what is no date lies in no period.
    pub fn holds(&self, date: &str) -> bool {
        let Ok(date) = date.parse::<Date>() else { return false };
        let day = date.first();
        self.from.is_none_or(|from| from.first() <= day) && self.to.is_none_or(|to| day <= to.last())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_months_and_years() {
        for text in ["2022", "2022-11", "2022-11-01", "2024-02-29", "0000-01-01"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "22",
            "2022-",
            "2022-13",
            "2022-00",
            "2022-1",
            "2023-02-29",
            "2022-11-31",
            "2022-11-01-1",
            "２０２２",
        ] {
            let error = text.parse::<Date>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("not a date: `{text}`\nhint: ")), "{error}");
        }
    }

    #[test]
    fn holds_both_ends() {
        let period = |from: &str, to: &str| Period { from: from.parse().ok(), to: to.parse().ok() };
        for (from, to, inside, outside) in [
            ("2021", "2022", ["2021-01-01", "2022-12-31"], ["2020-12-31", "2023-01-01"]),
            ("2021-02", "2021-02", ["2021-02-01", "2021-02-28"], ["2021-01-31", "2021-03-01"]),
            ("2021-02-03", "2021-02-03", ["2021-02-03", "2021-02-03"], ["2021-02-02", "2021-02-04"]),
            ("", "2021", ["0001-01-01", "2021-12-31"], ["2022-01-01", "last week"]),
        ] {
            let period = period(from, to);
            assert!(inside.iter().all(|date| period.holds(date)), "{from} {to}");
            assert!(!outside.iter().any(|date| period.holds(date)), "{from} {to}");
            assert!(!period.is_empty() && !period.is_open());
        }
        assert!(period("2022-02", "2022-01").is_empty() && !period("2022-02", "2022").is_empty());
        assert!(Period::default().is_open());
    }
}
