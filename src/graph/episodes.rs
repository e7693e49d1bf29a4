//! Episodes as nodes: tied to each other by the entities they share, or to the entities they mention.

use rayon::prelude::*;

use super::cut::Drawn;
use super::info::{Cut, CutBy};
use super::pairs::{Counted, LARGEST_WINDOW, Pair};

/// Ties each two episodes that share an entity. Roles are changed: an entity is a window that holds the episodes
/// mentioning it, so the same weights and tests hold. One in too many episodes ties none, as a window with too many
/// entities does not.
///
/// Costs, for each entity, the square of its episodes.
pub(super) fn tie_together(drawn: &mut Drawn, episodes: usize) {
    let mut mentioned: Vec<Vec<u32>> = vec![Vec::new(); episodes];
    let mut tying = 0;
    for (number, entity) in (0..).zip(&drawn.entities) {
        if entity.episodes.len() <= LARGEST_WINDOW {
            tying += 1;
            entity.episodes.iter().for_each(|&episode| mentioned[episode as usize].push(number));
        }
    }
    let entities = &drawn.entities;
    let later = |episode: u32, entity: u32| {
        let all = &entities[entity as usize].episodes;
        &all[all.partition_point(|&other| other <= episode)..]
    };
    let rows = (0..episodes as u32).into_par_iter().map_init(
        || vec![0u32; episodes],
        |shared, episode| {
            let own = &mentioned[episode as usize];
            own.iter()
                .flat_map(|&entity| later(episode, entity))
                .for_each(|&other| shared[other as usize] += 1);
            let row = (0..).zip(shared.iter_mut()).filter(|(_, shared)| **shared > 0);
            row.map(|(other, shared)| Pair { one: episode, other, windows: std::mem::take(shared) })
                .collect::<Vec<Pair>>()
        },
    );
    drawn.pairs = rows.collect::<Vec<_>>().into_iter().flatten().collect();
    drawn.held = mentioned.iter().map(|mentioned| mentioned.len() as u32).collect();
    drawn.mentioned = mentioned;
    drawn.windows = tying;
    let common = drawn.entities.len() as u32 - tying;
    if common > 0 {
        drawn.cut.push(Cut { by: CutBy::TooCommon, windows: 0, nodes: common, edges: 0 });
    }
}

/// Ties each entity to the episodes that mention it. An episode is one more thing that each of its windows holds, so the
/// same weights and tests hold. Episodes are numbered behind the entities. Costs what is mentioned in each episode.
pub(super) fn tie_to_entities(drawn: &mut Drawn, counted: &Counted, entities: usize) {
    let mut numbers = vec![None; entities];
    for (number, entity) in (0..).zip(&drawn.entities) {
        numbers[entity.entity as usize] = Some(number);
    }
    let first = drawn.entities.len() as u32;
    let mut pairs = Vec::new();
    for (episode, (windows, held)) in (first..).zip(&counted.episodes) {
        drawn.held.push(*windows);
        let held = held.iter().filter(|&&(_, windows)| windows > 0);
        pairs.extend(held.filter_map(|&(entity, windows)| {
            Some(Pair { one: numbers[entity as usize]?, other: episode, windows })
        }));
    }
    pairs.sort_unstable_by_key(|pair| (pair.one, pair.other));
    drawn.pairs = pairs;
}

#[cfg(test)]
mod tests {
    use crate::graph::tests::{corpus, edge, episode, two_episodes};
    use crate::graph::{Graph, GraphOptions, Nodes, Weight, Window};
    use crate::mention::Extraction;

    #[test]
    fn episodes_are_tied_by_what_both_mention() {
        let mut episodes: Vec<Extraction> = two_episodes().extractions().cloned().collect();
        episodes.push(episode("c", None, &[vec![0, 3]]));
        let options =
            GraphOptions::default().nodes(Nodes::Episodes).weights([Weight::Count, Weight::Jaccard]);
        let graph = Graph::build(&corpus(episodes.clone()), &options);
        let ids: Vec<_> =
            graph.petgraph.node_weights().map(|node| (node.id.as_str(), node.windows)).collect();
        assert_eq!(ids, [("a", 3), ("b", 2), ("c", 2)], "in order of time, with the number of entities");
        let edge = edge(&graph, "a", "b").unwrap();
        assert_eq!((&edge.weights[..], graph.info.windows), (&[2.0, 2.0 / 3.0][..], 4));
        assert_eq!(
            edge.shared().iter().map(|name| &**name).collect::<Vec<_>>(),
            ["P1", "P0"],
            "the rarest first"
        );
        let said: Vec<_> = edge.quotes.iter().map(|quote| (&*quote.episode, quote.line)).collect();
        assert_eq!(said[..2], [("a", 1), ("b", 5)]);
        // An entity that is left out ties nothing.
        let graph = Graph::build(&corpus(episodes), &GraphOptions { min_episodes: 3, ..options });
        assert_eq!(graph.petgraph.edge_weights().map(|edge| edge.windows).collect::<Vec<_>>(), [1, 1, 1]);
    }

    #[test]
    fn entities_are_tied_to_the_episodes_that_mention_them() {
        let options = GraphOptions::default().nodes(Nodes::Both).window(Window::Sentence);
        let graph = Graph::build(&two_episodes(), &options);
        let kinds: Vec<_> =
            graph.petgraph.node_weights().map(|node| (&*node.name, node.kind.as_str())).collect();
        assert_eq!(
            kinds,
            [("P0", "project"), ("P1", "project"), ("P2", "project"), ("a", "episode"), ("b", "episode")]
        );
        // P0 is in three sentences of the first episode.
        assert_eq!(edge(&graph, "P0", "a").unwrap().windows, 3);
        assert_eq!(edge(&graph, "P0", "b").unwrap().quotes[0].episode.as_ref(), "b");
        assert!(edge(&graph, "P0", "P1").is_none() && edge(&graph, "P2", "b").is_none());
        assert_eq!((graph.info.windows, graph.info.edges), (6, 5));
    }

    #[test]
    fn an_episode_never_goes_by_the_id_of_an_entity() {
        let options = GraphOptions::default().nodes(Nodes::Both);
        let graph = Graph::build(&corpus(vec![episode("project:p0", None, &[vec![0]])]), &options);
        let ids: Vec<&str> = graph.petgraph.node_weights().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, ["project:p0", "episode:project:p0"]);
    }
}
