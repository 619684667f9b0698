//! Language models at work inside a product.
//!
//! Flagged: "retrieval-augmented generation over support tickets", "an LLM assistant with evaluation sets", "served an
//! open-weights model with vLLM". Not: "ChatGPT user", an LL.M. in law, a red-amber-green status, agents in a call centre.
//! Shipping a model's answers takes more than calling it: what if it is wrong?

use std::sync::LazyLock;

use crate::cues::Cues;
use crate::engine::Finding;
use crate::reading::{Reading, Sentence};
use crate::tools::Purpose;

pub(super) fn detect(reading: &Reading<'_>) -> Vec<Finding> {
    reading.work().filter(|sentence| CUES.ruled_out(sentence).is_none()).filter_map(finding).collect()
}

fn finding(sentence: &Sentence) -> Option<Finding> {
    let names = sentence.names_for(Purpose::LanguageModels);
    let named =
        || (!names.is_empty()).then(|| Finding::at(sentence.span, 1, format!("{names} in work done")));
    CUES.finding(sentence, 2).or_else(named)
}

pub(super) static CUES: LazyLock<Cues> =
    LazyLock::new(|| Cues::new("language models in a product", TELLS).but(BUT));

const TELLS: &str = concat!(
    r"\b(?:document )?question answering\b|\bchatbot\b[ -~]{0,60}\b(?:retriev\w+|embeddings?|citations?|knowledge base)\b|\b(?:retriev\w+|answers)\b[ -~]{0,60}\bembeddings\b|\bbedrock\b[ -~]{0,40}\b(?:agents?|models?|answers?)\b|",
    r"\bretrieval[- ]augmented\b|\bRAG (?:pipeline|system|service|chatbot|assistant|over|with|application|architecture|search|evaluation|stack|backend)\b|\b(?:an?|the|our|agentic|hybrid|production) RAG\b|\bLLMs?\b|\b(?:large )?language models?\b|\bgenerative AI\b|\b(?:gen ?AI)\b|\bfine-?tun(?:ed|ing|es) (?:\w+ ){0,6}?(?:models?|LLMs?|BERT|llama|mistral|GPT|transformers?|LoRA|embeddings?)\b|\b(?:Q?LoRA|PEFT|RLHF|DPO) (?:adapters?|fine|train\w+|on|to)\b",
    r"|\b(?:vector (?:store|database|search|index)|semantic search|embeddings? (?:search|index|pipeline|model|store|of|for)|text embeddings?|re-?rank(?:er|ing)\b[ -~]{0,40}\b(?:retriev\w+|search|documents|passages)|prompt (?:engineering|templates?|injection|evaluation|caching|versioning|management)|(?:evaluation|eval) (?:sets?|harness|suite) (?:for|of) (?:the |our )?(?:prompts?|answers|model|assistant|LLM)|\bevals? (?:that|for|of|on|gat\w+|suite)|LLM evals?|hybrid (?:retrieval|search)|(?:dense|vector|passage) retrieval|hallucinations?|token(?:s)? (?:streaming|budget|cost)|stream(?:ed|ing) (?:model )?(?:responses|answers|tokens|completions)|function[- ]calling|tool[- ]calling|structured outputs?|agentic|AI (?:assistant|agents?|chatbot|copilot|features?)|multi-agent|model context protocol|MCP servers?|GPT-?[345]\w*|Claude|Gemini|Llama ?[23]|Mistral 7B|Mixtral|open[- ]weights?|chatbots? (?:with|on|using) (?:an? )?(?:GPT|LLM|OpenAI|language))\b",
    r"|\b(?:sprachmodell\w*|KI-assistent\w*|vektor(?:datenbank|suche)|modeles? de langage|IA generative|base vectorielle|recherche semantique|modelos? de lenguaje|IA generativa|base vectorial|busqueda semantica|modelos? de linguagem|banco vetorial|busca semantica|taalmodel\w*|generatieve AI|vectordatabase|modell[oi] linguistic\w+|ricerca semantica|database vettoriale)\b",
);

const BUT: &str = r"\b(?:LL\.? ?M\.? in|trade law|law school|red, amber|amber,? green|RAG status|call cent(?:re|er)s?|support agents?|sales agents?|travel agents?|estate agents?|chatgpt (?:user|power user|enthusiast)|AI enthusiast|ragtime|rag rug|piano|violin|used chatgpt (?:to|for)|daily use of chatgpt|with the help of chatgpt)\b";

#[cfg(test)]
mod tests {
    use super::super::tests::{check_fires, check_silent};

    const ID: &str = "ai_integration";

    #[test]
    fn language_models_in_products_are_flagged() {
        check_fires(
            ID,
            &[
                "Built retrieval-augmented generation over 250M support tickets with LangChain and pgvector",
                "Put an LLM assistant into the checkout flow, with evaluation sets and a human review step",
                "Fine-tuned a language model with PyTorch and Hugging Face Transformers for contract clauses",
                "Served an open-weights LLM with vLLM and guarded prompts against injection",
                "Streamed model responses to the browser and metered tokens",
                "Built an agentic order assistant on LangGraph with tool calling",
                "Replaced keyword search by embeddings search over 2M products",
                "Cut hallucinations of the help bot by citing passages",
                "Aufbau eines KI-Assistenten mit Vektorsuche",
                "Mise en place d'un assistant sur modèle de langage",
                "Desarrollo de búsqueda semántica sobre contratos",
                "Desenvolvi um assistente com modelos de linguagem",
                "Ontwikkeling van een zoekfunctie met een taalmodel",
                "Sviluppo di una ricerca semantica sui documenti",
            ],
        );
    }

    #[test]
    fn other_agents_and_letters_are_not() {
        check_silent(
            ID,
            &[
                "Completed an LL.M. in international trade law while working",
                "Led 24 agents in two call centres",
                "Sent the weekly RAG status (red, amber, green) to the steering committee",
                "Trained 3 new support agents on the document store",
                "Used ChatGPT to write mails",
                "AI enthusiast and ChatGPT user",
                "Want to learn LangChain",
                "Course: prompt engineering with LangChain",
                "Fine-tuned the engine of a racing car",
                "Skills: LangChain, pgvector, FAISS",
                "The research team built a RAG pipeline",
                "",
            ],
        );
    }
}
