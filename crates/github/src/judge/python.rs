//! What a Python file shows.

use std::collections::BTreeSet;

use tree_sitter::Node;

use crate::judge::parse::{Source, ancestors, descendants, line};

/// What one Python file shows. Lines are sorted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Python {
    /// Functions and methods, and how many of them have an annotated parameter or result.
    pub(crate) functions: usize,
    pub(crate) annotated: usize,
    /// `print()` calls inside functions.
    pub(crate) prints: Vec<usize>,
    pub(crate) bare_excepts: Vec<usize>,
    pub(crate) mutable_defaults: Vec<usize>,
    pub(crate) blocking_in_async: Vec<usize>,
    /// Where logging is imported, when it is used too.
    pub(crate) logging: Option<usize>,
    /// The first place that reads a setting from the environment.
    pub(crate) environment: Option<usize>,
    pub(crate) pydantic_v1: Option<usize>,
    pub(crate) modern: Option<usize>,
    /// Top-level packages that are imported.
    pub(crate) imports: BTreeSet<String>,
    /// Classes of Django models, lists of addresses, functions that answer requests.
    pub(crate) is_django_in_one: bool,
}

/// A name that stands for a module, or for something taken out of one.
struct Import<'a> {
    /// `requests`, or `time.sleep` for `from time import sleep`.
    origin: String,
    /// The name it has in this file.
    local: &'a str,
    line: usize,
}

pub(crate) fn python(source: &Source<'_>) -> Python {
    let nodes = source.nodes();
    let imports = imports(source, &nodes);
    let has_pydantic = imports.iter().any(|import| import.origin.starts_with("pydantic"));
    let mut found = Python {
        imports: imports.iter().filter_map(|import| top_level(&import.origin)).collect(),
        logging: used_logging(source, &nodes, &imports),
        is_django_in_one: is_django_in_one(source, &nodes),
        ..Python::default()
    };
    for &node in &nodes {
        match node.kind() {
            "function_definition" => {
                found.functions += 1;
                found.annotated += usize::from(is_annotated(node));
                if is_async(node) {
                    found.blocking_in_async.extend(blocking_calls(source, node, &imports));
                }
                if modern_annotation(source, node) {
                    found.modern.get_or_insert(line(node));
                }
            }
            "match_statement" => {
                found.modern.get_or_insert(line(node));
            }
            "call" if source.field(node, "function") == "print" && is_in_function(node) => {
                found.prints.push(line(node));
            }
            "except_clause" if is_bare(source, node) => found.bare_excepts.push(line(node)),
            "default_parameter" | "typed_default_parameter" if has_mutable_value(node) => {
                found.mutable_defaults.push(line(node));
            }
            "attribute" | "call" if reads_environment(source, node) => {
                found.environment.get_or_insert(line(node));
            }
            "decorator" if has_pydantic => match pydantic_version(source.text(node)) {
                Some(1) => drop(found.pydantic_v1.get_or_insert(line(node))),
                Some(_) => drop(found.modern.get_or_insert(line(node))),
                None => {}
            },
            "class_definition" if has_pydantic && is_pydantic_config(source, node) => {
                found.pydantic_v1.get_or_insert(line(node));
            }
            _ => {}
        }
    }
    found.blocking_in_async.sort_unstable();
    found.blocking_in_async.dedup();
    found
}

fn imports<'a>(source: &Source<'a>, nodes: &[Node<'_>]) -> Vec<Import<'a>> {
    let mut imports = Vec::new();
    for &node in nodes {
        let module = match node.kind() {
            "import_statement" => "",
            "import_from_statement" => source.field(node, "module_name"),
            _ => continue,
        };
        let mut cursor = node.walk();
        for name in node.children_by_field_name("name", &mut cursor) {
            let (path, local) = match name.kind() {
                "aliased_import" => (source.field(name, "name"), source.field(name, "alias")),
                _ => (source.text(name), source.text(name)),
            };
            let origin = if module.is_empty() { path.to_owned() } else { format!("{module}.{path}") };
            let local =
                if module.is_empty() && name.kind() != "aliased_import" { first_part(local) } else { local };
            imports.push(Import { origin, local, line: line(node) });
        }
    }
    imports
}

fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or(name)
}

/// The package of an import; none for the project's own modules.
fn top_level(origin: &str) -> Option<String> {
    Some(first_part(origin)).filter(|name| !name.is_empty()).map(str::to_ascii_lowercase)
}

fn is_async(function: Node<'_>) -> bool {
    function.child(0).is_some_and(|first| first.kind() == "async")
}

fn is_in_function(node: Node<'_>) -> bool {
    ancestors(node).any(|around| around.kind() == "function_definition")
}

fn parameters(function: Node<'_>) -> Vec<Node<'_>> {
    let Some(list) = function.child_by_field_name("parameters") else { return Vec::new() };
    let mut cursor = list.walk();
    list.named_children(&mut cursor).collect()
}

fn is_annotated(function: Node<'_>) -> bool {
    function.child_by_field_name("return_type").is_some()
        || parameters(function)
            .iter()
            .any(|it| matches!(it.kind(), "typed_parameter" | "typed_default_parameter"))
}

/// A union written with a bar, as Python knows it since 3.10.
fn modern_annotation(source: &Source<'_>, function: Node<'_>) -> bool {
    let of_parameters = parameters(function).into_iter().filter_map(|it| it.child_by_field_name("type"));
    of_parameters.chain(function.child_by_field_name("return_type")).any(|kind| {
        descendants(kind).iter().any(|node| match node.kind() {
            "binary_operator" => source.field(*node, "operator") == "|",
            kind => kind == "union_type",
        })
    })
}

fn has_mutable_value(parameter: Node<'_>) -> bool {
    let value = parameter.child_by_field_name("value");
    value.is_some_and(|value| matches!(value.kind(), "list" | "dictionary" | "set"))
}

/// `except:`, or `except Exception: pass`.
fn is_bare(source: &Source<'_>, clause: Node<'_>) -> bool {
    let mut cursor = clause.walk();
    let parts =
        clause.named_children(&mut cursor).filter(|part| part.kind() != "comment").collect::<Vec<_>>();
    let (Some(block), kinds) = (parts.last(), &parts[..parts.len().saturating_sub(1)]) else { return false };
    let Some(kind) = kinds.first() else { return true };
    let is_broad = matches!(first_part_of_as(source.text(*kind)), "Exception" | "BaseException");
    let mut cursor = block.walk();
    let mut statements = block.named_children(&mut cursor).filter(|part| part.kind() != "comment");
    is_broad && statements.all(|statement| statement.kind() == "pass_statement")
}

fn first_part_of_as(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or(text)
}

/// Lines where an `async def` waits without giving way: `requests.…` and `time.sleep`, by the module and not by a
/// variable of its name. Functions and lambdas inside it are on their own.
fn blocking_calls(source: &Source<'_>, function: Node<'_>, imports: &[Import<'_>]) -> Vec<usize> {
    let Some(body) = function.child_by_field_name("body") else { return Vec::new() };
    let nodes = descendants(body);
    let hidden = local_names(source, function, &nodes);
    let is_here = |node: Node<'_>| {
        ancestors(node).find(|it| matches!(it.kind(), "function_definition" | "lambda")) == Some(function)
    };
    let calls = nodes.iter().filter(|node| node.kind() == "call").filter(|call| {
        let called = source.field(**call, "function");
        let local = first_part(called);
        let Some(import) = imports.iter().rev().find(|import| import.local == local) else { return false };
        let origin = format!("{}{}", import.origin, &called[local.len()..]);
        let is_blocking =
            origin.starts_with("requests.") && !origin.contains("Session(") || origin == "time.sleep";
        is_blocking && !hidden.contains(local) && is_here(**call)
    });
    calls.map(|call| line(*call)).collect()
}

/// Names that a function gives to something of its own.
fn local_names<'a>(source: &Source<'a>, function: Node<'_>, body: &[Node<'_>]) -> BTreeSet<&'a str> {
    let of_parameters = parameters(function).into_iter().flat_map(descendants);
    let assigned = body
        .iter()
        .filter(|node| node.kind() == "assignment")
        .filter_map(|it| it.child_by_field_name("left"));
    let looped = body
        .iter()
        .filter(|node| node.kind() == "for_statement")
        .filter_map(|it| it.child_by_field_name("left"));
    of_parameters
        .chain(assigned)
        .chain(looped)
        .filter(|node| node.kind() == "identifier")
        .map(|node| source.text(node))
        .collect()
}

/// Where a library for logging is imported, when something is logged too: a logger that nobody speaks to is none.
fn used_logging(source: &Source<'_>, nodes: &[Node<'_>], imports: &[Import<'_>]) -> Option<usize> {
    let is_library =
        |import: &&Import<'_>| matches!(first_part(&import.origin), "logging" | "structlog" | "loguru");
    let import = imports.iter().find(is_library)?;
    let logs = nodes.iter().filter(|node| node.kind() == "call").any(|call| {
        let called = source.field(*call, "function");
        let method = called.rsplit_once('.').map_or("", |(_, method)| method);
        matches!(
            method,
            "debug"
                | "info"
                | "warning"
                | "warn"
                | "error"
                | "exception"
                | "critical"
                | "log"
                | "basicConfig"
                | "dictConfig"
        )
    });
    logs.then_some(import.line)
}

fn reads_environment(source: &Source<'_>, node: Node<'_>) -> bool {
    match node.kind() {
        "attribute" => source.text(node) == "os.environ",
        _ => {
            matches!(source.field(node, "function"), "os.getenv" | "getenv" | "config" | "env") && {
                let called = source.field(node, "function");
                called.ends_with("getenv")
                    || source.text(node).contains('"') && is_setting_name(source.text(node))
            }
        }
    }
}

/// `config("DATABASE_URL")` of the usual libraries: one text in capitals.
fn is_setting_name(call: &str) -> bool {
    let name = call.split('"').nth(1).unwrap_or_default();
    name.len() > 3
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_' || byte.is_ascii_digit())
}

/// The major version of Pydantic that has this decorator.
fn pydantic_version(decorator: &str) -> Option<u8> {
    let name = decorator.trim_start_matches('@').split('(').next().unwrap_or_default().trim();
    match name.rsplit('.').next().unwrap_or(name) {
        "validator" | "root_validator" => Some(1),
        "field_validator" | "model_validator" | "field_serializer" | "model_serializer"
        | "computed_field" => Some(2),
        _ => None,
    }
}

/// `class Config:` inside a model.
fn is_pydantic_config(source: &Source<'_>, class: Node<'_>) -> bool {
    let is_model = |around: Node<'_>| {
        around.kind() == "class_definition"
            && ["BaseModel", "BaseSettings"]
                .iter()
                .any(|base| source.field(around, "superclasses").contains(base))
    };
    source.field(class, "name") == "Config" && ancestors(class).any(is_model)
}

/// Models, addresses and answers to requests of a Django project in one file.
fn is_django_in_one(source: &Source<'_>, nodes: &[Node<'_>]) -> bool {
    let has =
        |kind: &str, is: &dyn Fn(Node<'_>) -> bool| nodes.iter().any(|node| node.kind() == kind && is(*node));
    has("class_definition", &|node| source.field(node, "superclasses").contains("models.Model"))
        && has("assignment", &|node| source.field(node, "left") == "urlpatterns")
        && has("function_definition", &|node| source.field(node, "parameters").starts_with("(request"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Python {
        python(&Source::parse("a.py", text).unwrap())
    }

    #[test]
    fn annotations_are_counted_by_function() {
        let found = of("def a(x): ...\ndef b(x: int): ...\nclass C:\n    async def d(self) -> None: ...\n");
        assert_eq!((found.functions, found.annotated), (3, 2));
    }

    #[test]
    fn excepts_without_a_type_or_a_word_are_found() {
        let text = "try:\n    a()\nexcept:\n    b()\ntry:\n    a()\nexcept Exception as error:  # why\n    pass\ntry:\n    a()\nexcept ValueError:\n    pass\ntry:\n    a()\nexcept Exception:\n    log()\n'''\nexcept:\n'''\n";
        assert_eq!(of(text).bare_excepts, [3, 7]);
    }

    #[test]
    fn mutable_defaults_are_literals_only() {
        let text = "def a(x=[], *, y: dict = {}): ...\ndef b(x=(), y=None, z=list()): ...\n# def c(x=[])\n";
        assert_eq!(of(text).mutable_defaults, [1, 1]);
    }

    #[test]
    fn only_the_module_blocks_and_only_in_async_code() {
        let head = "import requests\nimport time as t\nfrom time import sleep\n";
        let check = |body: &str, expected: &[usize]| {
            assert_eq!(of(&format!("{head}{body}")).blocking_in_async, expected, "{body}");
        };
        check("async def a():\n    requests.get(u)\n    t.sleep(1)\n    sleep(2)\n", &[5, 6, 7]);
        check("def a():\n    requests.get(u)\n", &[]);
        check("async def a(requests):\n    requests.get(1)\n", &[]);
        check("async def a():\n    requests = []\n    requests.append(1)\n", &[]);
        check("async def a():\n    def b():\n        requests.get(u)\n    await to_thread(b)\n", &[]);
        check("async def a():\n    await asyncio.sleep(1)\n    'requests.get(u)'\n", &[]);
    }

    #[test]
    fn prints_count_inside_functions() {
        assert_eq!(of("print(1)\ndef a():\n    print(2)\n    # print(3)\n    self.print(4)\n").prints, [3]);
    }

    #[test]
    fn logging_must_be_used() {
        assert_eq!(of("import os\nimport logging\nlogging.info('x')\n").logging, Some(2));
        assert_eq!(of("from logging import getLogger as g\nlog = g()\nlog.warning('x')\n").logging, Some(1));
        assert_eq!(of("import logging\nlog = logging.getLogger()\n").logging, None);
        assert_eq!(of("import logging\n# logging.info\n").logging, None);
    }

    #[test]
    fn versions_are_told_by_their_syntax() {
        let model = "from pydantic import BaseModel, validator\nclass A(BaseModel):\n";
        assert_eq!(of(&format!("{model}    @validator('x')\n    def y(cls, v): ...\n")).pydantic_v1, Some(3));
        assert_eq!(of(&format!("{model}    class Config:\n        extra = 1\n")).pydantic_v1, Some(3));
        assert_eq!(of("class Config:\n    x = 1\n").pydantic_v1, None);
        assert_eq!(of("def a(x: int | None): ...\n").modern, Some(1));
        assert_eq!(of("match x:\n    case 1: ...\n").modern, Some(1));
        assert_eq!(of("def a(x: int): return x | 1\n").modern, None);
    }

    #[test]
    fn settings_from_the_environment_are_seen() {
        assert_eq!(of("import os\nx = os.environ['A']\n").environment, Some(2));
        assert_eq!(of("x = config(\"DATABASE_URL\")\n").environment, Some(1));
        assert_eq!(of("x = config(\"a\")\n# os.environ\n").environment, None);
    }
}
