//! A team's pool in the window: its folder here follows the team's server, on a thread of its own.
//!
//! Nothing waits for the server: whatever is done is done in the folder, and told within the next turn of the thread. The server
//! calls when somebody else has done something; now and then it is asked all the same.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use candela_pool::{CandidateId, Conflict, Deed, Done, Erasure, Pool};
use candela_team::{Address, Coming, Error, Follower, Password, Role, Server, Whereabouts, remember};
use tauri::{AppHandle, Emitter, Manager};

use crate::desk::Desk;
use crate::error::{Failure, with_causes};
use crate::list::number;
use crate::log;
use crate::report::count;
use crate::triage;
use crate::wire::{TeamChosen, TeamComing, TeamConflict, TeamLink, TeamRole, TeamStand};

/// How long the server is listened to at a stretch. Meanwhile whoever wants something of it waits.
const LISTEN: Duration = Duration::from_millis(300);
/// How long the server is left to others between two stretches.
const LEAVE: Duration = Duration::from_millis(50);
/// How often the server is asked when it has not called.
const ASK_EVERY: Duration = Duration::from_secs(20);
/// How long until a server is tried again that could not be reached, or that said no.
const AWAY: Duration = Duration::from_secs(3);
const REFUSED: Duration = Duration::from_secs(30);
/// So many candidates take long enough to be brought that it is said how far that is.
const MANY: usize = 100;
/// How often the page is told to look at the list again while candidates are brought.
const LOOK_EVERY: Duration = Duration::from_millis(700);
/// How long the team's search engine is sent candidates at a stretch.
const FEED: Duration = Duration::from_secs(1);
/// How long whoever has somebody open is said to be at them.
const AT_A_CANDIDATE: Duration = Duration::from_secs(10 * 60);

/// The file that names the team's pool which the window opens when nothing else is said.
const CHOSEN: &str = "team";

/// The team's pool that the window's folder follows.
pub(crate) struct Team {
    address: Address,
    server: Mutex<Option<Server>>,
    /// As it was typed here, for as long as the window lives.
    password: Mutex<Option<Password>>,
    /// Set when the server is to be tried again at once.
    wakes: AtomicBool,
    stand: Mutex<TeamStand>,
}

impl Team {
    pub(crate) fn new(address: Address) -> Self {
        let stand = TeamStand {
            server: address.server(),
            pool: address.pool.clone(),
            login: address.login.clone(),
            role: None,
            link: TeamLink::Connecting,
            why: None,
            waiting: 0,
            conflicts: 0,
            present: Vec::new(),
            news: 0,
            coming: None,
            asks_password: false,
        };
        let (server, password, wakes) = (Mutex::default(), Mutex::default(), AtomicBool::default());
        Self { address, server, password, wakes, stand: Mutex::new(stand) }
    }

    /// How things stand with the server.
    pub(crate) fn stand(&self) -> TeamStand {
        held(&self.stand).clone()
    }

    /// Whether this login may only read, as far as is known.
    pub(crate) fn only_reads(&self) -> bool {
        held(&self.stand).role == Some(TeamRole::Reader)
    }

    /// Says that somebody is at a candidate; who else is, when somebody was first. Nobody, while the server is away.
    pub(crate) fn look_at(&self, desk: &Desk, candidate: CandidateId) -> Result<Option<String>, Failure> {
        let (pool, author) = (desk.pool()?, desk.author());
        pool.saw(candidate, &author, desk.now())?;
        let mut place = held(&self.server);
        let Some(server) = place.take() else { return Ok(None) };
        let mut follower = Follower::new(&pool, server)?;
        let claim = match follower.claim(candidate, &author, AT_A_CANDIDATE) {
            // Whoever may only read is at nobody; whom the team does not know yet, nobody else is at.
            Err(Error::NotAllowed { .. }) => None,
            Err(error) if error.may_pass() => return Ok(None),
            claim => claim?,
        };
        *place = Some(follower.into_server());
        Ok(claim.filter(|claim| !claim.mine).map(|claim| claim.author))
    }

    /// Does something with the team's server, which is connected to when it is not.
    pub(crate) fn with_follower<T>(
        &self,
        pool: &Pool,
        work: impl FnOnce(&mut Follower<'_>) -> Result<T, Error>,
    ) -> Result<T, Failure> {
        let mut place = held(&self.server);
        let server = self.connected(&mut place)?;
        let mut follower = Follower::new(pool, server)?;
        let done = work(&mut follower);
        *place = Some(follower.into_server());
        Ok(done?)
    }

    /// Lets the next turn come at once.
    pub(crate) fn wake(&self) {
        self.wakes.store(true, Ordering::Relaxed);
    }

    /// Erases candidates for the whole team, and then here.
    ///
    /// # Errors
    /// When the server cannot be reached: nobody is erased then, since it could not be done everywhere.
    pub(crate) fn erase(
        &self,
        pool: &Pool,
        candidates: &[CandidateId],
        erasure: &Erasure,
    ) -> Result<(), Failure> {
        self.with_follower(pool, |follower| follower.erase(candidates, erasure))
    }

    /// Another connection, for what takes so long that others must not wait for it; `None` when the server cannot be reached or says no,
    /// which is told where things stand with it.
    pub(crate) fn server_of_its_own(&self) -> Option<Server> {
        self.connect().ok()
    }

    fn connected(&self, place: &mut Option<Server>) -> Result<Server, Error> {
        place.take().map_or_else(|| self.connect(), Ok)
    }

    fn connect(&self) -> Result<Server, Error> {
        let typed = held(&self.password).clone();
        let password = typed.map_or_else(|| Password::find(&self.address, None), |typed| Ok(Some(typed)))?;
        Server::open(&self.address, password)
    }

    /// Logs in with a password, and goes on by itself when that is right; whether the system's keychain has it from now on. Otherwise it
    /// holds as long as the window lives.
    pub(crate) fn log_in(&self, password: &str) -> Result<bool, Failure> {
        let password = Password::new(password);
        let server = Server::open(&self.address, Some(password.clone()))?;
        let is_kept = remember(&self.address, &password);
        *held(&self.password) = Some(password);
        *held(&self.server) = Some(server);
        self.wake();
        Ok(is_kept)
    }

    /// Notes how many of those who come are here; the page looks at the list again now and then.
    fn note_coming(&self, coming: Coming, looked: &mut Option<Instant>) {
        if coming.of < MANY {
            return;
        }
        let mut stand = held(&self.stand);
        stand.coming = Some(TeamComing { got: count(coming.got), of: count(coming.of) });
        if looked.is_none_or(|looked| looked.elapsed() > LOOK_EVERY) {
            stand.news += 1;
            *looked = Some(Instant::now());
        }
    }

    /// Brings the folder and the server to the same; whether the team's search engine lacks somebody still. `tell` is called when
    /// something is to be seen meanwhile.
    fn sync(&self, desk: &Desk, pool: &Pool, tell: &mut dyn FnMut()) -> Result<bool, Error> {
        let mut place = held(&self.server);
        let mut server = self.connected(&mut place)?;
        let role = server.role()?;
        let mut follower = Follower::new(pool, server)?;
        let mut looked = None;
        let synced = follower.sync_telling(&desk.reader(), desk.today(), &mut |coming| {
            self.note_coming(coming, &mut looked);
            tell();
        })?;
        let settled = follower.settle_engine();
        let (begun, mut is_left) = (Instant::now(), false);
        follower.feed_engine(&mut |_| {
            is_left = begun.elapsed() > FEED;
            !is_left
        })?;
        let present = follower.server().present()?;
        *place = Some(follower.into_server());
        let mut stand = held(&self.stand);
        stand.role = Some(role_of(role));
        (stand.link, stand.why) = (TeamLink::Connected, None);
        (stand.coming, stand.asks_password) = (None, false);
        stand.present = present.into_iter().filter(|login| *login != self.address.login).collect();
        if synced.got + synced.heard + synced.erased + synced.refused > 0 {
            stand.news += 1;
        }
        match settled {
            // The index of this machine answers.
            Err(error @ Error::EngineNotGiven { .. }) => stand.why = Some(error.to_string()),
            settled => drop(settled?),
        }
        Ok(is_left)
    }

    /// Listens for a moment; whether the server called, or is to be called anew.
    fn listen(&self) -> Result<bool, Error> {
        let mut place = held(&self.server);
        let Some(mut server) = place.take() else {
            drop(place);
            std::thread::sleep(LISTEN);
            return Ok(true);
        };
        let called = server.wait(LISTEN)?;
        *place = Some(server);
        Ok(called)
    }

    /// Notes how much waits here.
    fn look(&self, pool: &Pool, waiting: usize) -> Result<(), candela_pool::Error> {
        let (waiting, conflicts) = (count(waiting), count(pool.conflicts()?.len()));
        let mut stand = held(&self.stand);
        (stand.waiting, stand.conflicts) = (waiting, conflicts);
        Ok(())
    }

    /// Notes what is in the way, and says how long to wait before it is tried again.
    fn fail(&self, error: Error) -> Duration {
        let (link, pause) =
            if error.may_pass() { (TeamLink::Away, AWAY) } else { (TeamLink::Refused, REFUSED) };
        let mut stand = held(&self.stand);
        if stand.link != link {
            log::note(&format!("the team's server: {link:?}"));
        }
        stand.asks_password = matches!(error, Error::Login { .. });
        stand.coming = None;
        (stand.link, stand.why) = (link, Some(with_causes(&Failure::Team(error))));
        stand.present.clear();
        pause
    }
}

/// When the server is asked next, and why.
struct Pace {
    /// Not before this.
    from: Instant,
    /// The last time that both were brought to the same.
    synced: Option<Instant>,
    /// What was left after that.
    left: Left,
    called: bool,
}

/// Lets the window's folder follow its team's pool, if it is one's, for as long as the window lives.
pub(crate) fn start(app: &AppHandle) {
    let app = app.clone();
    if app.state::<Desk>().team().is_none() {
        return;
    }
    std::thread::spawn(move || {
        let desk = app.state::<Desk>().inner().clone();
        let Some(team) = desk.team() else { return };
        let mut pace = Pace { from: Instant::now(), synced: None, left: Left::default(), called: false };
        let mut told = None;
        loop {
            let mut tell = || {
                let stand = team.stand();
                if told.as_ref() != Some(&stand) {
                    // A page that is not there yet asks by itself when it is.
                    let _ = app.emit("team", &stand);
                    told = Some(stand);
                }
            };
            turn(&desk, team, &mut pace, &mut tell);
            tell();
            std::thread::sleep(LEAVE);
        }
    });
}

fn turn(desk: &Desk, team: &Team, pace: &mut Pace, tell: &mut dyn FnMut()) {
    if team.wakes.swap(false, Ordering::Relaxed) {
        (pace.from, pace.called) = (Instant::now(), true);
    }
    if Instant::now() >= pace.from {
        match team.listen() {
            Ok(called) => pace.called |= called,
            Err(error) => pace.from = Instant::now() + team.fail(error),
        }
    } else {
        std::thread::sleep(LISTEN);
    }
    // An encrypted pool is closed until its passphrase is given; one that cannot be read says so wherever something is asked of it.
    let Some((pool, mut left)) = desk.pool().ok().and_then(|pool| left(&pool).ok().map(|left| (pool, left)))
    else {
        return;
    };
    // An import gives and gets by itself.
    if Instant::now() >= pace.from && !desk.is_importing() && is_due(left, pace) {
        match team.sync(desk, &pool, tell) {
            Ok(called) => {
                left = self::left(&pool).unwrap_or_default();
                *pace = Pace { from: Instant::now(), synced: Some(Instant::now()), left, called };
            }
            Err(error) => pace.from = Instant::now() + team.fail(error),
        }
    }
    let _ = team.look(&pool, left.waiting);
}

fn is_due(left: Left, pace: &Pace) -> bool {
    pace.called || pace.synced.is_none_or(|at| at.elapsed() > ASK_EVERY) || left != pace.left
}

/// What is here and not there.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Left {
    /// Changes that wait to be told.
    waiting: usize,
    /// Whether somebody waits to be given.
    has_new: bool,
}

fn left(pool: &Pool) -> Result<Left, candela_pool::Error> {
    let given = pool.sharing()?.map_or(0, |sharing| sharing.given);
    Ok(Left { waiting: pool.count_waiting_deeds()?, has_new: !pool.keys_after(given, 1)?.is_empty() })
}

/// The decisions that came after somebody else's.
pub(crate) fn conflicts(pool: &Pool) -> Result<Vec<TeamConflict>, Failure> {
    Ok(pool.conflicts()?.iter().map(conflict).collect())
}

/// Decides again what came after somebody else's decision: it stands now, unless somebody is first once more.
pub(crate) fn keep_mine(desk: &Desk, candidate: CandidateId) -> Result<(), Failure> {
    let pool = desk.pool_to_change()?;
    let Some(conflict) = pool.conflicts()?.into_iter().find(|conflict| conflict.candidate == candidate)
    else {
        return Ok(());
    };
    let Done::Decision { after, .. } = conflict.mine.done else { return Ok(()) };
    let (decision, reason) =
        after.map_or_else(Default::default, |decided| (decided.decision, decided.reason));
    pool.decide(&[candidate], decision, reason.as_deref(), &desk.author(), desk.now())?;
    // Nothing was to be changed where both meant the same.
    pool.keep_theirs(candidate)?;
    Ok(())
}

fn conflict(conflict: &Conflict) -> TeamConflict {
    TeamConflict {
        id: number(conflict.candidate),
        mine: decided(&conflict.mine),
        theirs: conflict.theirs.as_ref().map(decided),
    }
}

fn decided(deed: &Deed) -> crate::wire::Decided {
    let Done::Decision { after: Some(decided), .. } = deed.done.clone() else {
        let (author, made) = (deed.author.clone(), deed.made.to_string());
        return crate::wire::Decided {
            decision: crate::wire::Decision::Undecided,
            reason: None,
            author,
            made,
        };
    };
    triage::decided(decided)
}

fn role_of(role: Role) -> TeamRole {
    match role {
        Role::Reader => TeamRole::Reader,
        Role::Recruiter => TeamRole::Recruiter,
        Role::Administrator => TeamRole::Administrator,
    }
}

/// Where the window's pool lies: what `CANDELA_POOL` names, else the team's pool that was chosen in the window, else the folder of
/// one's own.
pub(crate) fn whereabouts() -> Result<Whereabouts, Error> {
    let given = candela_pool::pool_folder(None)?;
    let is_named = given != candela_pool::data_folder()?.join("pool");
    match std::fs::read_to_string(chosen()?) {
        Ok(address) if !is_named => Whereabouts::of(address.trim().as_ref()),
        _ => Whereabouts::of(&given),
    }
}

/// Opens this team's pool from the next start on, which must be there. The search engine that the address names is given to the team
/// where it has none; from then on the server knows it, so it is not kept here.
pub(crate) fn choose(address: &str, password: &str) -> Result<TeamChosen, Failure> {
    let address = Address::parse(address.trim())?;
    let password = Password::new(password);
    let lacks_engine = !settle_engine(Server::open(&address, Some(password.clone()))?)?;
    let is_kept = remember(&address, &password);
    let path = chosen()?;
    let failed = |source| Error::File { path: path.clone(), source };
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(&path, address.without_engine().text()).map_err(failed)?;
    Ok(TeamChosen { is_kept, lacks_engine })
}

/// Gives the team the search engine that the address names, where it has none; `false` when this login may not.
fn settle_engine(mut server: Server) -> Result<bool, Failure> {
    match server.engine_to_give() {
        Ok(None) => return Ok(true),
        Err(Error::EngineNotGiven { .. }) => return Ok(false),
        Ok(Some(_)) => {}
        Err(error) => return Err(error.into()),
    }
    let pool = Pool::open(&server.address().folder()?)?;
    Follower::new(&pool, server)?.settle_engine()?;
    Ok(true)
}

/// Opens the pool of this machine again from the next start on. What the team has stays with it, and in its folder here.
pub(crate) fn choose_none() -> Result<(), Failure> {
    let path = chosen()?;
    match std::fs::remove_file(&path) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::File { path, source }.into())
        }
        _ => Ok(()),
    }
}

fn chosen() -> Result<PathBuf, Error> {
    Ok(candela_pool::data_folder()?.join(CHOSEN))
}

/// What a thread that panicked held is still whole: it is replaced, never changed in place.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
#[path = "../../crates/team/tests/truth/cluster.rs"]
mod cluster;

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]
mod tests {
    use candela_extract::{Format, ReadStatus};
    use candela_pool::{About, Decided, Decision, DeedName, Heard, Key, Record};
    use candela_profile::Profile;
    use candela_team::{Put, SharedTruth};
    use jiff::Timestamp;

    use super::cluster::{Cluster, PASSWORD, QUICK};
    use super::*;
    use crate::wire;

    const AT: Timestamp = Timestamp::constant(1_790_000_000, 0);

    /// Turns until something holds.
    fn turn_until(desk: &Desk, pace: &mut Pace, holds: impl Fn(&TeamStand) -> bool) -> TeamStand {
        let team = desk.team().unwrap();
        for _ in 0..100 {
            turn(desk, team, pace, &mut || {});
            if holds(&team.stand()) {
                return team.stand();
            }
        }
        panic!("it never came to that: {:?}", team.stand());
    }

    fn record(nth: u8) -> Record {
        Record {
            key: Key([nth; 32]),
            path: format!("/nowhere/{nth}.txt"),
            about: About {
                size_bytes: 10,
                format: Format::Pdf,
                status: ReadStatus::Ok,
                reason: None,
                warnings: Vec::new(),
                modified: None,
                recognition: None,
                imported: AT,
                as_of: jiff::civil::date(2026, 9, 21),
                rules: "of the test".to_owned(),
                pages: 0,
            },
            body: format!("Person {nth}"),
            layout: Vec::new(),
            facts: serde_json::to_string(&Profile::default()).unwrap(),
            signals: "[]".to_owned(),
        }
    }

    fn rejection(number: i64, nth: u8) -> Deed {
        let author = "ann".to_owned();
        let after =
            Some(Decided { decision: Decision::Reject, reason: None, author: author.clone(), made: AT });
        let name = DeedName { client: "colleague".to_owned(), number };
        Deed { name, key: Key([nth; 32]), author, made: AT, done: Done::Decision { base: None, after } }
    }

    #[test]
    fn that_a_team_lacks_the_engine_of_an_address_is_said_and_in_nobodys_way() {
        let cluster = Cluster::start(QUICK);
        cluster.administer("postgres", "CREATE DATABASE candidates");
        let text = format!("postgres://postgres@127.0.0.1:{}/candidates?tls=off", cluster.port);
        let password = || Some(Password::new(PASSWORD));
        let mut colleague = Server::create(&Address::parse(&text).unwrap(), password()).unwrap();
        colleague.put(&[record(1)]).unwrap();
        cluster.administer("postgres", &format!("CREATE ROLE noor LOGIN PASSWORD '{PASSWORD}'"));
        colleague.admit("noor", Role::Recruiter).unwrap();
        let named = text.replace("postgres@", "noor@") + "&engine=https://search.example:9200";
        let address = Address::parse(&named).unwrap();
        let server = || Server::open(&address, password()).unwrap();
        assert!(!settle_engine(server()).unwrap(), "who chose it is told so");

        let folder = tempfile::tempdir().unwrap();
        let team = Team::new(address.clone());
        *held(&team.server) = Some(server());
        let desk = Desk::at(folder.path().to_owned(), Some(team), "never-started".into());
        let mut pace = Pace { from: Instant::now(), synced: None, left: Left::default(), called: false };
        let stand = turn_until(&desk, &mut pace, |stand| stand.link == TeamLink::Connected);
        assert_eq!(stand.news, 1);
        let why = stand.why.unwrap();
        assert!(why.contains("no search engine yet") && why.contains("https://search.example:9200"), "{why}");
    }

    #[test]
    fn the_window_follows_its_team_keeps_what_it_cannot_tell_and_lets_people_choose() {
        let cluster = Cluster::start(QUICK);
        cluster.administer("postgres", "CREATE DATABASE candidates");
        let text = format!("postgres://postgres@127.0.0.1:{}/candidates?tls=off", cluster.port);
        let address = Address::parse(&text).unwrap();
        let password = || Some(Password::new(PASSWORD));
        let mut colleague = Server::create(&address, password()).unwrap();
        colleague.put(&[record(1), record(2)]).unwrap();

        let folder = tempfile::tempdir().unwrap();
        let team = Team::new(address.clone());
        *held(&team.server) = Some(Server::open(&address, password()).unwrap());
        let desk = Desk::at(folder.path().to_owned(), Some(team), "never-started".into());
        let mut pace = Pace { from: Instant::now(), synced: None, left: Left::default(), called: false };
        let stand = turn_until(&desk, &mut pace, |stand| stand.link == TeamLink::Connected);
        assert_eq!((stand.news, stand.role), (1, Some(TeamRole::Administrator)));
        let one = desk.pool().unwrap().of_key(&Key([1; 32])).unwrap().unwrap();
        let two = desk.pool().unwrap().of_key(&Key([2; 32])).unwrap().unwrap();

        // What a colleague does is called out, and comes in by itself.
        assert_eq!(colleague.tell(&[rejection(1, 2)]).unwrap(), [Heard::Stands]);
        turn_until(&desk, &mut pace, |stand| stand.news == 2);
        let decided = desk.pool().unwrap().triage(two).unwrap().decided.unwrap();
        assert_eq!((decided.decision, decided.author.as_str()), (Decision::Reject, "ann"));

        // Whoever decides second is told, and chooses.
        colleague.tell(&[rejection(2, 1)]).unwrap();
        desk.pool().unwrap().decide(&[one], Decision::Shortlist, None, "noor", AT).unwrap();
        turn_until(&desk, &mut pace, |stand| stand.conflicts == 1 && stand.waiting == 0);
        let found = conflicts(&desk.pool().unwrap()).unwrap();
        assert!(matches!(found[0].mine.decision, wire::Decision::Shortlist));
        assert_eq!(found[0].theirs.as_ref().unwrap().author, "ann");
        keep_mine(&desk, one).unwrap();
        turn_until(&desk, &mut pace, |stand| stand.conflicts == 0 && stand.waiting == 0);
        let (_, last) = colleague.deeds_after(0, 100).unwrap().pop().unwrap();
        let Done::Decision { after: Some(after), .. } = last.done else { panic!("it was a decision") };
        assert_eq!(after.decision, Decision::Shortlist);

        // Erasing is for the whole team.
        let erasure = Erasure { on: jiff::civil::date(2026, 9, 21), author: "noor".to_owned(), reason: None };
        let pool = desk.pool().unwrap();
        desk.team().unwrap().erase(&pool, &[two], &erasure).unwrap();
        assert!(pool.of_key(&Key([2; 32])).unwrap().is_none());
        assert_eq!(colleague.put(&[record(2)]).unwrap(), [Put::Erased]);

        // Without the server, what is done waits here and is said.
        drop((cluster, colleague));
        turn_until(&desk, &mut pace, |stand| stand.link == TeamLink::Away);
        pool.decide(&[one], Decision::Maybe, None, "noor", AT).unwrap();
        let stand = turn_until(&desk, &mut pace, |stand| stand.waiting == 1);
        assert!(stand.why.unwrap().contains("cannot be reached"));
        assert!(desk.team().unwrap().erase(&pool, &[one], &erasure).is_err());
        assert!(pool.of_key(&Key([1; 32])).unwrap().is_some());
    }
}
