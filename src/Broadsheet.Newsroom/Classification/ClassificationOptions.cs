namespace Broadsheet.Classification;

/// <summary>Settings of the topics an article is given.</summary>
public sealed class ClassificationOptions
{
    /// <summary>
    /// How a topic's keywords must stand in a title: word, stem, substring or exact. The old system looked for substrings, and filed "Pin Diode
    /// Handles High Power Apps" under Power Apps. Default: word.
    /// </summary>
    public TermMode Keywords { get; set; } = TermMode.Word;

    /// <summary>
    /// Whether the first topic is the root, given to every article, even where other topics have no parent either. Otherwise a topic is the root
    /// when it alone has no parent. Default: false.
    /// </summary>
    public bool FirstIsRoot { get; set; }

    /// <summary>Language whose endings are ignored by stem terms where an article does not state its own; a primary tag such as <c>en</c>. Default: en.</summary>
    public string Language { get; set; } = "en";
}
