//! Diagrams (SmartArt; ECMA-376 part 1, chapter 21.4): the text of their points.

use super::super::xml::{Node, Nodes};

/// The paragraphs of a diagram's points, in the order of its data. What only stands for a place in the drawing or for
/// a line between two points has no text of its own.
pub(super) fn lines(data: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let (mut is_point, mut is_text) = (false, false);
    for node in Nodes::new(data) {
        match node {
            Node::Start(tag) => match tag.name() {
                "pt" => is_point = matches!(tag.attribute("type").as_deref(), None | Some("node" | "asst")),
                "t" => is_text = true,
                "br" => line.push(' '),
                _ => is_text = false,
            },
            Node::Text(text) if is_point && is_text => line.push_str(&text),
            Node::End(name) if name == "p" && !line.trim().is_empty() => {
                lines.push(std::mem::take(&mut line).trim().to_owned());
            }
            Node::End(_) => is_text = false,
            Node::Text(_) => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_text_and_places_have_none() {
        let data = r#"<dgm:dataModel><dgm:ptLst>
            <dgm:pt modelId="1" type="doc"><dgm:t><a:p><a:r><a:t>no</a:t></a:r></a:p></dgm:t></dgm:pt>
            <dgm:pt modelId="2"><dgm:prSet phldrT="[Text]"/><dgm:t><a:bodyPr/><a:p><a:r><a:rPr/><a:t>Rust, </a:t></a:r><a:r><a:t>Tokio</a:t></a:r></a:p>
              <a:p><a:endParaRPr/></a:p></dgm:t></dgm:pt>
            <dgm:pt modelId="3" type="sibTrans"><dgm:t><a:p><a:r><a:t>arrow</a:t></a:r></a:p></dgm:t></dgm:pt>
            <dgm:pt modelId="4" type="node"><dgm:t><a:p><a:r><a:t>PostgreSQL</a:t></a:r></a:p></dgm:t></dgm:pt>
        </dgm:ptLst></dgm:dataModel>"#;
        assert_eq!(lines(data), ["Rust, Tokio", "PostgreSQL"]);
    }
}
