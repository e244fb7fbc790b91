namespace Broadsheet.Feeds.Xml;

/// <summary>One element of an <see cref="XmlIndex"/>: positions in the document's bytes, nothing copied.</summary>
internal struct XmlElement
{
    public XmlVocabulary Vocabulary;
    public XmlTerm Term;

    /// <summary>Indexes into the element list; 0 is the document itself, so 0 means none for children and siblings.</summary>
    public int Parent, FirstChild, LastChild, NextSibling;

    /// <summary>Where the start tag begins, and where its name lies.</summary>
    public int Open, NameStart, NameEnd;

    /// <summary>The content: from the end of the start tag to the beginning of the end tag.</summary>
    public int ContentStart, ContentEnd;

    public int FirstAttribute, AttributeCount;
}

/// <summary>One attribute: positions, in bytes, of its name and of its value without quotes.</summary>
internal readonly record struct XmlAttribute(int NameStart, int NameEnd, int ValueStart, int ValueEnd);
