//! Plain numbers in a row, which are read where the image of the built-in dictionary lies in the program.
//!
//! *Why not a `Vec`*: it would be filled at every start, and every page of it touched, though most of a dictionary is never
//! asked for. A column borrows what the image has and copies it only when something is added.

pub(crate) mod lists;
pub(crate) mod map;
pub(crate) mod numbered;
mod slots;

use std::borrow::Cow;
use std::ops::Deref;

use bytemuck::Pod;

/// A list of numbers, or of short arrays of them, that grows at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column<T: Pod>(Cow<'static, [T]>);

impl<T: Pod> Column<T> {
    /// An empty column with room for so many.
    pub(crate) fn with_capacity(room: usize) -> Self {
        Column(Cow::Owned(Vec::with_capacity(room)))
    }

    /// The column to be changed; what is borrowed is copied first.
    pub(crate) fn to_mut(&mut self) -> &mut Vec<T> {
        self.0.to_mut()
    }

    /// Adds one at the end.
    pub(crate) fn push(&mut self, item: T) {
        self.to_mut().push(item);
    }
}

impl<T: Pod> Default for Column<T> {
    fn default() -> Self {
        Column(Cow::Borrowed(&[]))
    }
}

impl<T: Pod> Deref for Column<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T: Pod> From<Vec<T>> for Column<T> {
    fn from(items: Vec<T>) -> Self {
        Column(Cow::Owned(items))
    }
}

/// What an image is made of: columns, and what is made of parts.
pub(crate) trait Part {
    /// Puts it at the end of an image.
    fn save(&self, image: &mut Vec<u8>);

    /// Takes it from the beginning of an image, where [`Part::save`] put it.
    fn load(image: &mut &'static [u8]) -> Self;
}

/// Where columns begin in an image: at the widest number, so that each can be read in place.
pub(crate) const ALIGNED: usize = 8;

impl<T: Pod> Part for Column<T> {
    fn save(&self, image: &mut Vec<u8>) {
        let bytes: &[u8] = bytemuck::cast_slice(self);
        image.extend_from_slice(&(bytes.len() as u64).to_ne_bytes());
        image.extend_from_slice(bytes);
        image.resize(image.len().next_multiple_of(ALIGNED), 0);
    }

    fn load(image: &mut &'static [u8]) -> Self {
        let (length, rest) = image.split_at(ALIGNED);
        let length = bytemuck::pod_read_unaligned::<u64>(length) as usize;
        let (bytes, _) = rest.split_at(length);
        *image = &rest[length.next_multiple_of(ALIGNED)..];
        Column(Cow::Borrowed(bytemuck::cast_slice(bytes)))
    }
}

impl Part for usize {
    fn save(&self, image: &mut Vec<u8>) {
        Column::from(vec![*self as u64]).save(image);
    }

    fn load(image: &mut &'static [u8]) -> Self {
        Column::<u64>::load(image)[0] as usize
    }
}

/// Makes a part of a struct whose fields are parts.
macro_rules! parts {
    ($name:ty $([$($of:tt)+])? { $($field:ident),+ }) => {
        impl $(<$($of)+>)? $crate::column::Part for $name {
            fn save(&self, image: &mut Vec<u8>) {
                $($crate::column::Part::save(&self.$field, image);)+
            }

            fn load(image: &mut &'static [u8]) -> Self {
                // Fields are read in the order in which they are written here.
                Self { $($field: $crate::column::Part::load(image)),+ }
            }
        }
    };
}
pub(crate) use parts;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_loaded_is_what_was_saved_and_grows() {
        let (bytes, pairs, none) =
            (Column::from(vec![1u8, 2, 3]), Column::from(vec![[4u32, 5], [6, 7]]), Column::<u64>::default());
        let mut image = Vec::new();
        bytes.save(&mut image);
        pairs.save(&mut image);
        none.save(&mut image);
        let places: Vec<u64> = image.chunks(ALIGNED).map(bytemuck::pod_read_unaligned).collect();
        let mut image: &'static [u8] = bytemuck::cast_slice(places.leak());
        let loaded: (Column<u8>, Column<[u32; 2]>) = (Part::load(&mut image), Part::load(&mut image));
        assert_eq!(loaded, (bytes, pairs));
        assert_eq!((Column::<u64>::load(&mut image), image.len()), (none, 0));
        let mut grown = loaded.1;
        grown.push([8, 9]);
        assert_eq!(grown[..], [[4, 5], [6, 7], [8, 9]]);
    }
}
