//! Parsed source files, and small questions to their trees.

use std::ops::ControlFlow;

use tree_sitter::{Node, ParseOptions, ParseState, Parser, Tree};

use crate::judge::paths::{self, Language};

/// What people write nests some dozen levels; a file beyond this was made to cost time.
const MAX_DEPTH: u32 = 400;
/// How often the parser may report its progress: some hundred of its steps each.
const MAX_CHECKS: u32 = 20_000;

/// A source file with its syntax tree.
pub(crate) struct Source<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) language: Language,
    tree: Tree,
}

impl<'a> Source<'a> {
    /// The file parsed; `None` when it is in no language that is parsed here.
    pub(crate) fn parse(path: &'a str, text: &'a str) -> Option<Self> {
        let language = paths::language(path)?;
        let grammar = match language {
            Language::Python => tree_sitter_python::LANGUAGE,
            Language::Script => tree_sitter_typescript::LANGUAGE_TSX,
            Language::Go => tree_sitter_go::LANGUAGE,
            Language::Rust => tree_sitter_rust::LANGUAGE,
            Language::Java => tree_sitter_java::LANGUAGE,
            Language::Notebook | Language::Other => return None,
        };
        let mut parser = Parser::new();
        parser.set_language(&grammar.into()).ok()?;
        let tree = within_bounds(&mut parser, text)?;
        (depth(&tree) <= MAX_DEPTH).then_some(Self { path, text, language, tree })
    }

    /// Every node of the file, parents before children, in the order of the text.
    pub(crate) fn nodes(&self) -> Vec<Node<'_>> {
        descendants(self.tree.root_node())
    }

    /// The text of a node.
    pub(crate) fn text(&self, node: Node<'_>) -> &'a str {
        self.text.get(node.byte_range()).unwrap_or_default()
    }

    /// The text of a node's field; empty when it has none.
    pub(crate) fn field(&self, node: Node<'_>, field: &str) -> &'a str {
        node.child_by_field_name(field).map_or("", |child| self.text(child))
    }
}

/// A node and everything below it, parents first. Walks with a cursor: a stranger's file may nest deeper than a stack.
pub(crate) fn descendants(root: Node<'_>) -> Vec<Node<'_>> {
    let mut nodes = Vec::new();
    let mut cursor = root.walk();
    loop {
        nodes.push(cursor.node());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return nodes;
            }
        }
    }
}

/// The tree, unless finding it takes far more work than any file that people write.
fn within_bounds(parser: &mut Parser, text: &str) -> Option<Tree> {
    let mut checks = 0;
    let mut go_on = |_: &ParseState| {
        checks += 1;
        if checks > MAX_CHECKS { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let mut rest = |at: usize, _| text.as_bytes().get(at..).unwrap_or_default();
    let options = ParseOptions::new().progress_callback(&mut go_on);
    parser.parse_with_options(&mut rest, None, Some(options))
}

fn depth(tree: &Tree) -> u32 {
    let mut cursor = tree.walk();
    let mut deepest = 0;
    loop {
        deepest = deepest.max(cursor.depth());
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return deepest;
            }
        }
    }
}

/// The line of a node, from 1.
pub(crate) fn line(node: Node<'_>) -> usize {
    node.start_position().row + 1
}

/// The nodes around a node, nearest first.
pub(crate) fn ancestors(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(node.parent(), Node::parent)
}
