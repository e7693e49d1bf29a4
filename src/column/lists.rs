//! Lists of numbers that grow in any order: who makes what, which names sound alike.

use super::{Column, parts};

/// Lists of numbers, each under a number.
///
/// The items of all lists stand in one column in the order in which they came, each with the place of the next one of its
/// list. An item costs eight bytes and a number up to the largest that has a list twelve, and neither a piece of memory of its own.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    /// Of each list the places of its first and last item, and how many it has.
    lists: Column<[u32; 3]>,
    /// Each item, and the place of the next one.
    items: Column<[u32; 2]>,
}

parts!(Lists { lists, items });

impl Lists {
    /// Puts an item at the end of a list.
    pub(crate) fn push(&mut self, list: u32, item: u32) {
        let (lists, items, list) = (self.lists.to_mut(), self.items.to_mut(), list as usize);
        if list >= lists.len() {
            lists.resize(list + 1, [0; 3]);
        }
        let (place, [first, last, count]) = (items.len() as u32, &mut lists[list]);
        match count {
            0 => *first = place,
            _ => items[*last as usize][1] = place,
        }
        (*last, *count) = (place, *count + 1);
        items.push([item, 0]);
    }

    /// How many items a list has.
    pub(crate) fn len(&self, list: u32) -> u32 {
        self.lists.get(list as usize).map_or(0, |[_, _, count]| *count)
    }

    /// The items of a list, in the order in which they came.
    pub(crate) fn items(&self, list: u32) -> impl Iterator<Item = u32> {
        let mut place = self.lists.get(list as usize).map_or(0, |[first, ..]| *first);
        (0..self.len(list)).map(move |_| {
            let [item, next] = self.items[place as usize];
            place = next;
            item
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keep_their_order_whichever_grows() {
        let mut lists = Lists::default();
        for (list, item) in [(3, 30), (1, 10), (3, 31), (3, 32), (1, 11)] {
            lists.push(list, item);
        }
        let items = |list| lists.items(list).collect::<Vec<_>>();
        assert_eq!([0, 1, 2, 3, 4].map(items), [vec![], vec![10, 11], vec![], vec![30, 31, 32], vec![]]);
        assert_eq!([0, 1, 3, 9].map(|list| lists.len(list)), [0, 2, 3, 0]);
    }
}
