//! A server that gives one prepared answer to everybody, byte for byte: for what no proper server would send.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The address, and the heads of the requests that came.
pub(crate) struct Served {
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Served {
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

/// Serves `response`, one byte every `drip` when there is one.
pub(crate) fn serve(response: String, drip: Option<Duration>) -> Served {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let requests = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&requests);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = Vec::new();
            let mut byte = [0];
            while !request.ends_with(b"\r\n\r\n") && stream.read_exact(&mut byte).is_ok() {
                request.extend(byte);
            }
            seen.lock().unwrap().push(String::from_utf8_lossy(&request).to_ascii_lowercase());
            let response = response.clone();
            thread::spawn(move || {
                match drip {
                    None => drop(stream.write_all(response.as_bytes())),
                    Some(pause) => {
                        for byte in response.as_bytes() {
                            thread::sleep(pause);
                            if stream.write_all(&[*byte]).is_err() {
                                return;
                            }
                        }
                    }
                }
                let _ = stream.shutdown(Shutdown::Both);
            });
        }
    });
    Served { address, requests }
}

pub(crate) fn response(head: &str, body: &str) -> String {
    format!("HTTP/1.1 {head}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len())
}

pub(crate) fn json(status: &str, body: &str) -> String {
    response(&format!("{status}\r\ncontent-type: application/json; charset=utf-8"), body)
}
