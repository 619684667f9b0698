//! Whether tests assert anything, by language.

use tree_sitter::Node;

use crate::judge::parse::{Source, descendants, line};
use crate::judge::paths::{self, Language};

/// The tests of one file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tests {
    /// Lines of tests that assert something that could fail.
    pub(crate) asserting: Vec<usize>,
    /// Lines of tests that do not.
    pub(crate) idle: Vec<usize>,
}

/// The tests in a file.
pub(crate) fn tests(source: &Source<'_>) -> Tests {
    let mut tests = Tests::default();
    for node in source.nodes() {
        if let Some(body) = test_body(source, node) {
            let asserts = descendants(body).into_iter().any(|node| is_assertion(source, node));
            if asserts { &mut tests.asserting } else { &mut tests.idle }.push(line(node));
        }
    }
    tests
}

/// The node that holds what a test does, when the node is a test.
fn test_body<'t>(source: &Source<'_>, node: Node<'t>) -> Option<Node<'t>> {
    let is_test = match (source.language, node.kind()) {
        (Language::Python, "function_definition") => {
            paths::is_test(source.path) && source.field(node, "name").starts_with("test")
        }
        (Language::Go, "function_declaration") => {
            paths::is_test(source.path)
                && source.field(node, "name").starts_with("Test")
                && source.field(node, "name") != "TestMain"
        }
        (Language::Rust, "function_item") => {
            attributes(node).any(|attribute| is_test_attribute(source.text(attribute)))
        }
        (Language::Java, "method_declaration") => {
            let modifiers = node.child(0).filter(|first| first.kind() == "modifiers");
            modifiers.is_some_and(|it| {
                ["@Test", "@ParameterizedTest"].iter().any(|name| source.text(it).contains(name))
            })
        }
        (Language::Script, "call_expression") => {
            let called = source.field(node, "function");
            matches!(called.split(['.', '(']).next(), Some("it" | "test")) && paths::is_test(source.path)
        }
        _ => false,
    };
    if !is_test {
        return None;
    }
    match source.language {
        Language::Script => node.child_by_field_name("arguments"),
        _ => node.child_by_field_name("body"),
    }
}

/// The attributes before a Rust item.
fn attributes(item: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(item.prev_named_sibling(), Node::prev_named_sibling)
        .take_while(|node| matches!(node.kind(), "attribute_item" | "line_comment"))
        .filter(|node| node.kind() == "attribute_item")
}

fn is_test_attribute(attribute: &str) -> bool {
    let name = attribute.trim_start_matches("#[").split(['(', ']']).next().unwrap_or_default();
    matches!(name.rsplit("::").next(), Some("test" | "rstest" | "proptest" | "test_case"))
}

fn is_assertion(source: &Source<'_>, node: Node<'_>) -> bool {
    match (source.language, node.kind()) {
        (Language::Python, "assert_statement") => {
            node.named_child(0).is_some_and(|claim| !is_constant(claim))
        }
        (Language::Python, "call") => {
            let called = source.field(node, "function");
            let method = called.rsplit('.').next().unwrap_or(called);
            matches!(called, "pytest.raises" | "pytest.warns" | "raises")
                || method.starts_with("assert")
                    && called.contains('.')
                    && (method.starts_with("assert_") || has_living_argument(node))
        }
        (Language::Go, "call_expression") => {
            let called = source.field(node, "function");
            let (on, method) = called.rsplit_once('.').unwrap_or(("", called));
            matches!(on, "assert" | "require" | "is")
                || matches!(method, "Error" | "Errorf" | "Fatal" | "Fatalf" | "Fail" | "FailNow")
                    && matches!(on, "t" | "tt" | "tb" | "test")
                || method.starts_with("assert")
        }
        (Language::Rust, "macro_invocation") => {
            let name = source.field(node, "macro");
            let arguments = node.named_children(&mut node.walk()).find(|part| part.kind() == "token_tree");
            let is_idle = arguments.is_some_and(|it| matches!(source.text(it), "(true)" | "()" | "(1, 1)"));
            (name.contains("assert") || name == "panic") && !is_idle
        }
        (Language::Java, "method_invocation") => {
            let name = source.field(node, "name");
            (name.starts_with("assert") || matches!(name, "verify" | "expect" | "fail" | "andExpect"))
                && has_living_argument(node)
        }
        (Language::Script, "call_expression") => {
            let called = source.field(node, "function");
            let is_named = called == "expect"
                || called == "assert"
                || called.starts_with("assert.")
                || called.starts_with("t.");
            is_named && has_living_argument(node) || called.starts_with("cy.") || called.contains(".should")
        }
        _ => false,
    }
}

/// Whether a call has an argument that is no constant.
fn has_living_argument(call: Node<'_>) -> bool {
    let Some(arguments) = call.child_by_field_name("arguments") else { return false };
    arguments.named_children(&mut arguments.walk()).any(|argument| !is_constant(argument))
}

/// Whether a claim is built of literals alone, so that it can never fail for a reason.
fn is_constant(claim: Node<'_>) -> bool {
    descendants(claim).iter().all(|node| {
        !matches!(
            node.kind(),
            "identifier"
                | "call"
                | "call_expression"
                | "attribute"
                | "subscript"
                | "method_invocation"
                | "member_expression"
                | "field_access"
                | "this"
                | "await"
                | "lambda"
                | "arrow_function"
        )
    })
}

#[cfg(test)]
mod tests_of_tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, asserting: usize, idle: usize) {
        let tests = tests(&Source::parse(path, text).unwrap());
        assert_eq!((tests.asserting.len(), tests.idle.len()), (asserting, idle), "{tests:?}");
    }

    #[test]
    fn python() {
        check(
            "tests/test_a.py",
            "def test_a():\n    assert f(1) == 2\ndef test_b():\n    assert True\ndef test_c(): ...\n",
            1,
            2,
        );
        check(
            "tests/test_a.py",
            "class A(TestCase):\n    def test_a(self):\n        self.assertEqual(f(), 2)\n    def test_b(self):\n        self.assertEqual(1, 1)\n",
            1,
            1,
        );
        check(
            "tests/test_a.py",
            "def test_a():\n    with pytest.raises(ValueError):\n        f()\ndef test_b():\n    mock.assert_called()\n",
            2,
            0,
        );
        check("tests/test_a.py", "def test_a():\n    assert 1 == 1, message\n    '''assert f()'''\n", 0, 1);
        check("app.py", "def test_a():\n    assert f()\n", 0, 0);
    }

    #[test]
    fn rust_inside_its_sources() {
        check(
            "src/lib.rs",
            "#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() { assert_eq!(f(), 1); }\n    #[tokio::test]\n    async fn b() {}\n    #[test]\n    fn c() { assert!(true); }\n    fn d() { assert!(x); }\n}\n",
            1,
            2,
        );
    }

    #[test]
    fn go_typescript_and_java() {
        check(
            "a_test.go",
            "package a\nfunc TestA(t *testing.T) { if f() != 1 { t.Fatalf(\"no\") } }\nfunc TestB(t *testing.T) {}\n",
            1,
            1,
        );
        check(
            "src/a.test.ts",
            "test('a', () => { expect(f()).toBe(1) })\nit('b', () => { expect(true).toBe(true) })\n",
            1,
            1,
        );
        check(
            "src/test/java/ATest.java",
            "class ATest { @Test void a() { assertEquals(1, f()); } @Test public void b() { assertTrue(true); } void c() { assertTrue(f()); } }",
            1,
            1,
        );
    }
}
