-- One row a sentence: its words, by its index in the text; those of the headline below 0.
case
    when sentence_index < 0 then title
    else substring(
        body,
        sentence_spans[sentence_index + 1].start + 1,
        sentence_spans[sentence_index + 1].end - sentence_spans[sentence_index + 1].start
    )
end
