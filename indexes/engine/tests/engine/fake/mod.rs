//! A fake engine: an HTTP server in this process that speaks what Candela asks of OpenSearch, Elasticsearch or Quickwit, over
//! Tantivy, and fails when told to. It is no engine; whatever an engine does otherwise is not found with it.

mod asked;
mod documents;
mod http;

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use candela_engine::{Address, Dialect, EngineIndex};
use documents::Documents;
use tokio::runtime::Runtime;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fault {
    /// Every other item is answered with this status inside a 200, and not taken.
    Items(u16),
    /// The whole request is answered with this status, and nothing of it done.
    Refused(u16),
    /// It is done, and answered with this status all the same.
    DoneAnd(u16),
    /// It is done, and answered too late.
    DoneTooLate,
    /// A part of the index does not answer.
    PartMissing,
    /// The answer is no JSON.
    Nonsense,
    /// The total is an estimate.
    Estimate,
}

/// The server. It ends with this.
pub(crate) struct FakeEngine {
    /// Where it is, also while it is away.
    place: SocketAddr,
    server: Option<MockServer>,
    state: Arc<Mutex<State>>,
    runtime: Runtime,
}

/// What it holds.
pub(crate) struct State {
    pub(crate) dialect: Dialect,
    pub(crate) documents: Option<Documents>,
    /// What goes wrong next, with the end of the path that it waits for.
    pub(crate) faults: VecDeque<(&'static str, Fault)>,
    /// Every request as method, path and body.
    pub(crate) requests: Vec<(String, String, String)>,
    /// The header that is asked for, where one is.
    pub(crate) login: Option<String>,
}

struct Answering(Arc<Mutex<State>>);

impl Respond for Answering {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        self.0.lock().unwrap().respond(request)
    }
}

impl FakeEngine {
    pub(crate) fn start(dialect: Dialect) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let state = Arc::new(Mutex::new(State {
            dialect,
            documents: None,
            faults: VecDeque::new(),
            requests: Vec::new(),
            login: None,
        }));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let place = listener.local_addr().unwrap();
        let mut engine = Self { place, server: None, state, runtime };
        engine.listen(listener);
        engine
    }

    /// Lets it go: nobody answers any more. What it holds stays.
    pub(crate) fn go_away(&mut self) {
        self.server = None;
        // It stops to listen a moment later.
        while std::net::TcpStream::connect(self.place).is_ok() {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Lets it answer again where it did.
    pub(crate) fn come_back(&mut self) {
        self.listen(TcpListener::bind(self.place).unwrap());
    }

    fn listen(&mut self, listener: TcpListener) {
        let answering = Answering(Arc::clone(&self.state));
        self.server = Some(self.runtime.block_on(async {
            let server = MockServer::builder().listener(listener).start().await;
            Mock::given(any()).respond_with(answering).mount(&server).await;
            server
        }));
    }

    /// Where it is, as somebody types it.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.place)
    }

    /// Its address, with pauses that a test can wait for.
    pub(crate) fn address(&self) -> Address {
        let mut address = Address::parse(&self.url()).unwrap();
        address.timeout = Duration::from_secs(60);
        address.first_pause = Duration::from_millis(1);
        address
    }

    /// An empty index of it.
    pub(crate) fn index(&self) -> EngineIndex {
        let index = EngineIndex::open(self.address(), "small-pool").unwrap();
        index.create().unwrap();
        index
    }

    /// Lets something go wrong at the next request whose path ends so.
    pub(crate) fn fail(&self, path: &'static str, fault: Fault) {
        self.with(|state| state.faults.push_back((path, fault)));
    }

    /// Lets time pass, in which an engine lets what was put be found and removes what it was told to.
    pub(crate) fn pass_time(&self) {
        self.with(|state| state.documents.iter_mut().for_each(Documents::pass_time));
    }

    pub(crate) fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        look(&mut self.state.lock().unwrap())
    }

    /// The bodies that were sent to paths that end so.
    pub(crate) fn bodies(&self, path: &str) -> Vec<String> {
        let is_it = |sent: &String| sent.split('?').next().is_some_and(|sent| sent.ends_with(path));
        self.with(|state| {
            let bodies = state.requests.iter().filter(|(_, sent, _)| is_it(sent));
            bodies.map(|(_, _, body)| body.clone()).collect()
        })
    }
}
