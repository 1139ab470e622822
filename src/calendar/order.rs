//! The order of dates in a list, and what breaks it.

/// The days that a date may mean: the first and the last.
pub type Days = (i64, i64);

/// How most neighbours of a list follow each other, and which entries do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    pub is_new_to_old: bool,
    /// Neighbours of which one is surely later, and as the list goes.
    pub steps: usize,
    /// Without these the list has an order; none is beside another, and none is the first.
    pub outliers: Vec<usize>,
}

/// The order of `days`, when for each pair of neighbours against it there are `share` for it and single entries break it;
/// an entry at the top is put there on purpose, and a list of several parts has no order.
pub fn order(days: &[Days], share: usize) -> Option<Order> {
    let downs = days.windows(2).filter(|pair| rises(pair[1], pair[0])).count();
    let ups = days.windows(2).filter(|pair| rises(pair[0], pair[1])).count();
    let is_new_to_old = downs >= ups;
    let (steps, against) = (downs.max(ups), downs.min(ups));
    if share * against > steps || steps == 0 {
        return None;
    }
    let mirrored: Vec<Days>;
    let falling = match is_new_to_old {
        true => days,
        false => {
            mirrored = days.iter().map(|days| (-days.1, -days.0)).collect();
            &mirrored
        }
    };
    let outliers = outliers(falling)?;
    Some(Order { is_new_to_old, steps, outliers })
}

/// Whether the second is surely later.
fn rises(first: Days, second: Days) -> bool {
    first.1 < second.0
}

/// The entries without which `days` go from new to old; `None` when no single ones break it.
fn outliers(days: &[Days]) -> Option<Vec<usize>> {
    let mut outliers: Vec<usize> = Vec::new();
    for first in 0..days.len().saturating_sub(1) {
        let second = first + 1;
        if !rises(days[first], days[second]) || outliers.last() == Some(&first) {
            continue;
        }
        let fits_without_first = first == 0 || !rises(days[first - 1], days[second]);
        let fits_without_second = second + 1 == days.len() || !rises(days[first], days[second + 1]);
        let outlier = match (fits_without_first, fits_without_second) {
            (_, _) if first == 0 && fits_without_first => return None,
            (_, true) => second,
            (true, false) => first,
            (false, false) => return None,
        };
        if outliers.last().is_some_and(|last| last + 1 >= outlier) {
            return None;
        }
        outliers.push(outlier);
    }
    let mut earliest = i64::MAX;
    let mut left = outliers.iter().peekable();
    for (index, days) in days.iter().enumerate() {
        if left.next_if_eq(&&index).is_some() {
            continue;
        }
        if days.0 > earliest {
            return None;
        }
        earliest = earliest.min(days.1);
    }
    Some(outliers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_entries_break_the_order() {
        let none: Option<&[usize]> = None;
        for (days, expected) in [
            (&[9, 8, 7, 6, 5][..], Some(&[][..])),
            (&[9, 8, 3, 7, 6, 5], Some(&[2])),
            (&[9, 8, 7, 9, 6, 5, 4], Some(&[3])),
            (&[9, 8, 6, 7, 5, 4], Some(&[3])),
            (&[1, 2, 9, 3, 4, 5], Some(&[2])),
            (&[9, 8, 7, 6, 5, 8], Some(&[5])),
            // The first is pinned, and so are the first three.
            (&[3, 9, 8, 7, 6, 5], none),
            (&[9, 7, 5, 9, 8, 7, 6, 4, 3], none),
            // Too many of them, or two beside each other.
            (&[9, 7, 8, 6, 7, 5], none),
            (&[9, 8, 2, 3, 7, 6, 5, 4, 3, 2, 1], none),
            (&[5, 5, 5, 5], none),
            (&[], none),
        ] {
            let days: Vec<Days> = days.iter().map(|&day| (day, day)).collect();
            assert_eq!(order(&days, 4).map(|order| order.outliers).as_deref(), expected, "{days:?}");
        }
    }

    #[test]
    fn what_overlaps_has_no_order() {
        let days = [(90, 99), (95, 95), (80, 89), (85, 85), (70, 79), (60, 60)];
        assert_eq!(order(&days, 4).map(|order| order.outliers), Some(Vec::new()));
    }
}
