//! Recorded answers about invented accounts.

use serde_json::{Value, json};

/// An account with one repository of Python: a README, a manifest, an asserting test, a workflow, a typed module.
pub(crate) fn noor() -> Value {
    json!({
        "__typename": "User", "login": "noor-halden", "id": "U_1", "name": "Noor Halden", "bio": null, "company": null,
        "location": "Tromsø", "websiteUrl": "https://halden.example", "createdAt": "2018-02-01T00:00:00Z",
        "followers": { "totalCount": 4 },
        "merged": { "totalCount": 2, "nodes": [
            { "title": "Fix tides", "url": "https://github.com/sea/tides/pull/4", "mergedAt": "2026-10-02T00:00:00Z",
              "repository": { "nameWithOwner": "sea/tides", "stargazerCount": 90, "owner": { "login": "sea" } } },
            { "title": "Own", "url": "https://github.com/noor-halden/ferry/pull/1", "mergedAt": "2026-10-01T00:00:00Z",
              "repository": { "nameWithOwner": "noor-halden/ferry", "stargazerCount": 1, "owner": { "login": "noor-halden" } } }
        ] },
        "own": { "totalCount": 1, "nodes": [repository("ferry")] },
        "forked": { "totalCount": 0, "nodes": [] },
    })
}

/// A repository as the overview shows it.
pub(crate) fn repository(name: &str) -> Value {
    let entry = |name: &str, kind: &str| json!({ "name": name, "type": kind, "oid": name, "size": 200 });
    json!({
        "name": name, "nameWithOwner": format!("noor-halden/{name}"), "url": format!("https://github.com/noor-halden/{name}"),
        "description": "Timetables of ferries", "createdAt": "2025-01-01T00:00:00Z", "pushedAt": "2026-10-20T00:00:00Z",
        "isFork": false, "isMirror": false, "isArchived": false, "stargazerCount": 3, "forkCount": 0,
        "templateRepository": null, "licenseInfo": { "spdxId": "MIT" },
        "languages": { "edges": [{ "size": 900, "node": { "name": "Python" } }] },
        "releases": { "totalCount": 0, "nodes": [] }, "issues": { "totalCount": 0 },
        "defaultBranchRef": { "target": {
            "oid": "c0ffee", "committedDate": "2026-10-20T00:00:00Z", "messageHeadline": "Winter table",
            "history": { "totalCount": 14 },
            "tree": { "entries": [entry("README.md", "blob"), entry("pyproject.toml", "blob"), entry("ferry", "tree"),
                entry("tests", "tree"), entry("node_modules", "tree")] },
        } },
    })
}

/// The insides of `ferry` and `tests`, in the order in which they are asked for.
pub(crate) fn folders() -> Value {
    let file = |name: &str| json!({ "entries": [{ "name": name, "type": "blob", "oid": name, "size": 300, "object": null }] });
    json!({ "d0": file("test_table.py"), "d1": file("table.py") })
}

/// The texts by their paths.
pub(crate) fn text_of(path: &str) -> &'static str {
    match path {
        "README.md" => "# ferry\nTimetables.\n",
        "pyproject.toml" => "[project]\nrequires-python = \">=3.11\"\ndependencies = [\"httpx\"]\n",
        "tests/test_table.py" => {
            "from ferry.table import next_boat\n\n\ndef test_next():\n    assert next_boat(5) == 6\n"
        }
        "ferry/table.py" => {
            "def next_boat(hour: int) -> int:\n    return hour + 1\n\n\ndef last() -> int:\n    try:\n        return 23\n    except:\n        return 0\n\n\ndef first() -> int:\n    return 5\n"
        }
        part if part.starts_with("part_") => "x = 1\n",
        other => panic!("nobody should read {other}"),
    }
}

/// A history of one commit by the account, and a file of settings that was taken away again.
pub(crate) fn history() -> Value {
    json!({
        "newest": { "nodes": [{ "messageHeadline": "Winter table", "committedDate": "2026-10-20T00:00:00Z",
            "author": { "user": { "login": "noor-halden" } } }] },
        "mine": { "totalCount": 14 },
        "e0": { "nodes": [
            { "oid": "dead01", "committedDate": "2026-03-02T00:00:00Z", "file": null },
            { "oid": "dead00", "committedDate": "2026-03-01T00:00:00Z",
              "file": { "object": { "text": "DEBUG=1\nTIDE_API_KEY=f00dfeedc0ffee00\n" } } }
        ] },
        "e1": { "nodes": [] },
        "e2": { "nodes": [] },
    })
}
