//! One code page's explanation of a stretch, weighed against the text as it stands.

use super::category::support;
use super::cells::{Cell, apply};
use super::codec::CODECS;
use super::direct::direct;
use super::gate::{evidence, incoherence, prior, take_back};
use super::lattice::Lattice;
use super::model::{self, Model, SCRIPTS, Script};
use super::reading::Readings;
use super::rest::is_left;
use super::scan::next_sequence;
use super::search::{ENTER, Graph, Path, Step, both, found};

/// Text is read wrongly at most this many times in a row.
pub(super) const ROUNDS: u8 = 3;
/// What each continuation byte proves where nothing is left to decide, in nats: more than a reading could gain that leaves
/// something undecided.
const PROVEN: f32 = 100.0;
/// Continuation bytes, all in their places, that no natural text shows by chance.
pub(super) const PROOF: usize = 12;
/// What a page that explains other damage of the file has shown, in bytes of evidence.
const SHOWN: usize = 2;
/// Readings of one lead byte that are followed: in a page that lost every third byte there may be a thousand.
const FOLLOWED: usize = 2048;
/// The same in a further round, where each byte has several readings itself.
const FOLLOWED_FURTHER: usize = 64;
/// Letters of two scripts in a word, or more than one character that nobody uses, in nats.
const INCOHERENT: f32 = 5.0;
/// What each nat of a character's mean cost weighs between two pages that both leave nothing to decide.
const LIKELIHOOD: f32 = 20.0;
/// How much likelier a further round must be, in nats.
const ROUND: f32 = 2.0;
/// A script this much less likely by what is certain of the text has no chance, in nats.
const CLEAR: f32 = 3.0;

/// The likeliest way to undo one code page.
pub(super) struct Candidate {
    /// Index into [`CODECS`].
    pub(super) codec: usize,
    /// How many times in a row it was made.
    pub(super) rounds: u8,
    pub(super) steps: Vec<Step>,
    pub(super) script: Option<Script>,
    /// `None` where no byte was lost.
    pub(super) readings: Option<Readings>,
    /// Bytes that prove the mistake: those beyond the first of characters that are complete, of the first round.
    pub(super) evidence: usize,
    /// Probability of this reading among all that the search kept, 0 to 1, as the language model sees it.
    pub(super) share: f32,
    /// In nats; positive when the repair is likelier than the text as it stands.
    pub(super) gain: f32,
}

/// What the rest of the file says of a code page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Nothing,
    /// It explains other damage of the file.
    Used,
    /// It leaves nothing to decide elsewhere in the file.
    Proven,
}

/// The likeliest reading of `cells` under `codec`, over one round or more; `None` when it repairs nothing, or shows no
/// character that is complete and nothing is `known` of the page. `base` is what the text costs as it stands.
pub(super) fn candidate(
    model: &mut Model,
    cells: &[Cell],
    codec: usize,
    known: Known,
    base: &mut Base,
) -> Option<Candidate> {
    let page = &CODECS[codec];
    let shown = if known == Known::Nothing { 0 } else { SHOWN };
    if let Some(steps) = direct(cells, page) {
        if evidence(&steps) >= PROOF || (known == Known::Proven && is_known(model, &steps)) {
            let mut candidate = proven(codec, steps);
            if known == Known::Nothing {
                candidate.gain -= LIKELIHOOD * mean_cost(model, &candidate.steps);
            }
            return Some(candidate);
        }
        if next_sequence(&found(&steps), 0).is_none() {
            let path = cheapest(model, steps);
            return weigh(model, cells, codec, path, shown, None, base);
        }
    }
    let mut best: Option<Candidate> = None;
    let mut lattice = Lattice::new(cells, page);
    for rounds in 1..=ROUNDS {
        let followed = if rounds == 1 { FOLLOWED } else { FOLLOWED_FURTHER };
        let readings = Readings::new(model, &lattice, page, followed);
        // A further round needs no complete character where the one before left something damaged.
        let may_continue = || match &best {
            None => shown > 0,
            Some(best) => is_left(&apply(cells, &best.steps), codec),
        };
        if readings.is_empty() || (!readings.has_whole() && !may_continue()) {
            break;
        }
        let beneath = (!page.is_double() && rounds < ROUNDS).then(|| lattice.beneath(&readings, page));
        let path = searched(model, cells, &lattice, &readings);
        let shown = best.as_ref().map_or(shown, |best| best.evidence);
        let least = best.as_ref().map_or(f32::NEG_INFINITY, |best| best.gain + ROUND);
        let weighed = weigh(model, cells, codec, path, shown, Some(readings), base);
        if let Some(weighed) = weighed.filter(|weighed| weighed.gain > least) {
            best = Some(Candidate { rounds, ..weighed });
        }
        let Some(beneath) = beneath else { break };
        lattice = beneath;
    }
    best
}

/// A reading that needs no weighing.
pub(super) fn proven(codec: usize, steps: Vec<Step>) -> Candidate {
    let evidence = evidence(&steps);
    let gain = PROVEN * evidence as f32;
    Candidate { codec, rounds: 1, steps, script: None, readings: None, evidence, share: 1.0, gain }
}

/// What a character of the text that was read costs on the average, in nats.
fn mean_cost(model: &mut Model, steps: &[Step]) -> f32 {
    model.cost_of(steps.iter().map(|step| step.character)) / steps.len().max(1) as f32
}

/// Whether the counted text has every character that was read.
pub(super) fn is_known(model: &mut Model, steps: &[Step]) -> bool {
    steps.iter().filter(|step| step.reading.is_some()).all(|step| {
        let glyph = model.glyph(step.character);
        model.is_known(glyph)
    })
}

/// What a stretch costs as it stands, in nats: computed when first asked for.
pub(super) struct Base(Option<f32>);

impl Base {
    pub(super) fn unknown() -> Base {
        Base(None)
    }

    fn of(&mut self, model: &mut Model, cells: &[Cell]) -> f32 {
        *self.0.get_or_insert_with(|| model.cost_of(cells.iter().map(|cell| cell.character)))
    }
}

/// A way through, the script in which it costs least, and its share of all that was found.
type Weighed = (Path, Option<Script>, f32);

/// The cheapest way that the search finds.
fn searched(model: &mut Model, cells: &[Cell], lattice: &Lattice, readings: &Readings) -> Weighed {
    let graph = Graph::new(model, cells, lattice, readings);
    let mut best = (Path { cost: f32::INFINITY, together: 0.0, steps: Vec::new() }, None);
    let (mut same, mut together) = (f32::INFINITY, f32::INFINITY);
    for script in scripts(model, cells, lattice, readings) {
        let path = graph.search(model, script);
        together = both(together, path.together);
        let is_same = path.steps.iter().map(|step| step.character).eq(best.0.steps.iter().map(|step| step.character));
        if is_same {
            same = both(same, path.cost);
        } else if path.cost < best.0.cost {
            same = path.cost;
        }
        if path.cost < best.0.cost {
            best = (path, script);
        }
    }
    (best.0, best.1, (together - same).exp().min(1.0))
}

/// The only way there is.
fn cheapest(model: &mut Model, steps: Vec<Step>) -> Weighed {
    let text: Vec<char> = steps.iter().map(|step| step.character).collect();
    let is_eastern = text.iter().any(|character| matches!(character, '\u{3000}'..='\u{9FFF}'));
    let costs = model::scripts(is_eastern).iter().map(|&script| (model.cost_in_script(script, &text), script));
    let (cost, script) = costs.fold((f32::INFINITY, None), |best, next| if next.0 < best.0 { next } else { best });
    (Path { cost: cost + ENTER, together: cost + ENTER, steps }, script, 1.0)
}

/// What a way through gains over the text as it stands; `None` when no character in it is complete and no evidence was
/// `shown` before.
fn weigh(
    model: &mut Model,
    cells: &[Cell],
    codec: usize,
    (mut path, script, share): Weighed,
    shown: usize,
    readings: Option<Readings>,
    base: &mut Base,
) -> Option<Candidate> {
    let characters: Vec<char> = cells.iter().map(|cell| cell.character).collect();
    take_back(model, script, &characters, &mut path.steps);
    let evidence = evidence(&path.steps).max(shown);
    if evidence == 0 {
        return None;
    }
    let page = &CODECS[codec];
    let incoherent = incoherence(model, &characters, &path.steps);
    // What is strange before must not be so behind.
    let support = support(cells, &path.steps, page, evidence, incoherent < INCOHERENT);
    let gain = base.of(model, cells) + support - path.cost - prior(page, evidence) - incoherent;
    Some(Candidate { codec, rounds: 1, steps: path.steps, script, readings, evidence, share, gain })
}

/// The models worth asking: those to which the characters that are certain are likely.
fn scripts(model: &mut Model, cells: &[Cell], lattice: &Lattice, readings: &Readings) -> Vec<Option<Script>> {
    if !readings.is_eastern() {
        return vec![None];
    }
    let mut certain = Vec::with_capacity(cells.len());
    let mut node = 0;
    while node < lattice.end() {
        if let [reading] = readings.at(node)
            && reading.is_whole()
        {
            certain.push(reading.character);
            node = reading.to as usize;
        } else {
            if lattice.is_border(node) {
                let character = cells[lattice.cell(node)].character;
                certain.push(if character.is_ascii() { character } else { '\n' });
            }
            node += 1;
        }
    }
    let costs = SCRIPTS.map(|script| (script, model.cost_in_script(script, &certain)));
    let least = costs.iter().fold(f32::INFINITY, |least, (_, cost)| least.min(*cost));
    costs.into_iter().filter(|(_, cost)| *cost < least + CLEAR).map(|(script, _)| script).collect()
}
