using System.Globalization;
using Broadsheet.Feeds.Html;
using Broadsheet.Feeds.Xml;

namespace Broadsheet.Feeds.Opml;

/// <summary>The place of one outline, or of the body, in the text of a document.</summary>
internal sealed class OpmlOutline
{
    private int nameStart, nameEnd;

    public required bool IsBody { get; init; }

    public bool IsFeed { get; private set; }

    public required int Parent { get; init; }

    /// <summary>The whole element, its end tag included.</summary>
    public required int Start { get; init; }

    public required int End { get; init; }

    public required int ContentStart { get; init; }

    public required int ContentEnd { get; init; }

    /// <summary>Where another attribute can be put.</summary>
    public required int AttributesEnd { get; init; }

    public required bool IsEmptyTag { get; init; }

    /// <summary>Whether it ends where it says; only then can something be put before its end.</summary>
    public required bool IsClosed { get; init; }

    public required List<OpmlAttribute> Attributes { get; init; }

    /// <summary>The prefix that stands for our namespace here; null when none is declared.</summary>
    public required string? Prefix { get; init; }

    /// <summary>Whether our usual prefix is nobody else's here.</summary>
    public required bool IsPrefixFree { get; init; }

    /// <summary>The body and every outline, in order.</summary>
    public static List<OpmlOutline> Find(string text)
    {
        var characters = text.ToCharArray();
        using var index = XmlIndex.Of(characters, characters.Length, new FeedReaderOptions(), new FeedProblems(1));
        var found = new List<OpmlOutline>();
        var places = new Dictionary<int, int>();
        for (var i = 1; i < index.Count; i++)
        {
            ref readonly var element = ref index[i];
            var name = index.Text[element.NameStart..element.NameEnd];
            var isBody = name.Equals("body", StringComparison.OrdinalIgnoreCase);
            if (!isBody && !name.Equals("outline", StringComparison.OrdinalIgnoreCase))
                continue;
            places[i] = found.Count;
            var outline = Make(index, i, isBody, places.GetValueOrDefault(element.Parent, -1));
            outline.IsFeed = !isBody && !string.IsNullOrWhiteSpace(outline.Value(text, "xmlUrl"));
            found.Add(outline);
        }

        return found;
    }

    public static string? TitleOf(string text)
    {
        var characters = text.ToCharArray();
        using var index = XmlIndex.Of(characters, characters.Length, new FeedReaderOptions(), new FeedProblems(1));
        for (var i = 1; i < index.Count; i++)
        {
            if (index[i].Term == XmlTerm.Title)
                return XmlText.Decode(index.Content(i));
        }

        return null;
    }

    public string? Value(string text, string localName) => Value(text, isOurs: false, localName);

    public string ElementName(string text) => text[nameStart..nameEnd];

    public string? Name(string text) => Value(text, "title") ?? Value(text, "text");

    public OpmlFeed ToFeed(string text, List<OpmlOutline> all) => new()
    {
        XmlUrl = Value(text, "xmlUrl")!,
        Title = Name(text),
        HtmlUrl = Value(text, "htmlUrl"),
        Category = Value(text, isOurs: true, "category") ?? Value(text, "category"),
        Folders = FoldersOf(text, all),
        Kind = Value(text, isOurs: true, "kind"),
        Weight = double.TryParse(Value(text, isOurs: true, "weight"), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) ? weight : null,
        UserAgent = Value(text, isOurs: true, "userAgent"),
        Provider = Value(text, isOurs: true, "provider"),
        Paused = Value(text, isOurs: true, "paused") is "true" or "1" or "yes",
    };

    private static OpmlOutline Make(XmlIndex index, int i, bool isBody, int parent)
    {
        ref readonly var element = ref index[i];
        var isEmptyTag = index.Text[element.ContentStart - 2] == '/' && element.ContentStart == element.ContentEnd;
        var close = isEmptyTag || element.ContentEnd >= index.Text.Length ? -1 : index.Text[element.ContentEnd..].IndexOf('>');
        var attributesEnd = element.ContentStart - (isEmptyTag ? 2 : 1);
        while (char.IsWhiteSpace(index.Text[attributesEnd - 1]))
            attributesEnd--;
        var outline = new OpmlOutline
        {
            IsBody = isBody,
            Parent = parent,
            Start = element.Open,
            ContentStart = element.ContentStart,
            ContentEnd = element.ContentEnd,
            End = close < 0 ? element.ContentEnd : element.ContentEnd + close + 1,
            AttributesEnd = attributesEnd,
            IsEmptyTag = isEmptyTag,
            IsClosed = isEmptyTag || IsEndTagOf(index, i),
            Prefix = PrefixIn(index, i),
            IsPrefixFree = NamespaceOf(index, i, OpmlDocument.Prefix) is null,
            Attributes = AttributesOf(index, i),
        };
        (outline.nameStart, outline.nameEnd) = (element.NameStart, element.NameEnd);
        return outline;
    }

    private static bool IsEndTagOf(XmlIndex index, int i)
    {
        var rest = index.Text[index[i].ContentEnd..];
        return rest.StartsWith("</") && rest[2..].StartsWith(index.Text[index[i].NameStart..index[i].NameEnd], StringComparison.OrdinalIgnoreCase);
    }

    private static List<OpmlAttribute> AttributesOf(XmlIndex index, int element)
    {
        var places = new List<OpmlAttribute>();
        foreach (var attribute in index.Attributes(element))
        {
            var name = index.Text[attribute.NameStart..attribute.NameEnd];
            var isOurs = name.IndexOf(':') is var colon and > 0 && IsOurs(index, element, name[..colon]);
            places.Add(new OpmlAttribute(attribute.NameStart, attribute.NameEnd, attribute.ValueStart, attribute.ValueEnd, isOurs));
        }

        return places;
    }

    // The nearest declaration of a prefix counts. Undeclared, "broadsheet" is taken for what it says: people copy an outline without its root.
    private static bool IsOurs(XmlIndex index, int element, ReadOnlySpan<char> prefix) =>
        NamespaceOf(index, element, prefix) is { } address ? address == OpmlDocument.Namespace : prefix.SequenceEqual(OpmlDocument.Prefix);

    private static string? NamespaceOf(XmlIndex index, int element, ReadOnlySpan<char> prefix)
    {
        for (var i = element; i != 0; i = index[i].Parent)
        {
            foreach (var attribute in index.Attributes(i))
            {
                var name = index.Text[attribute.NameStart..attribute.NameEnd];
                if (name.StartsWith("xmlns:") && name[6..].SequenceEqual(prefix))
                    return HtmlEntities.Decode(index.Text[attribute.ValueStart..attribute.ValueEnd].Trim());
            }
        }

        return null;
    }

    // The prefix in force for our namespace, or null when none is declared.
    private static string? PrefixIn(XmlIndex index, int element)
    {
        for (var i = element; i != 0; i = index[i].Parent)
        {
            foreach (var attribute in index.Attributes(i))
            {
                var name = index.Text[attribute.NameStart..attribute.NameEnd];
                if (name.StartsWith("xmlns:") && name.Length > 6 && IsOurs(index, element, name[6..]))
                    return name[6..].ToString();
            }
        }

        return null;
    }

    private string? Value(string text, bool isOurs, string localName) =>
        Attributes.Find(attribute => attribute.Is(text, isOurs, localName)) is { } found
            ? HtmlEntities.Decode(text.AsSpan(found.ValueStart, found.ValueEnd - found.ValueStart))
            : null;

    private List<string> FoldersOf(string text, List<OpmlOutline> all)
    {
        var folders = new List<string>();
        for (var at = Parent; at >= 0 && !all[at].IsBody; at = all[at].Parent)
            folders.Insert(0, all[at].Name(text) ?? "");
        return folders;
    }
}

/// <summary>The place of an attribute in the text of a document.</summary>
internal sealed record OpmlAttribute(int NameStart, int NameEnd, int ValueStart, int ValueEnd, bool IsOurs)
{
    /// <summary>Whether it is the attribute of that name: ours by its namespace, whatever the prefix; OPML's without any.</summary>
    public bool Is(string text, bool isOurs, string localName)
    {
        var name = text.AsSpan(NameStart, NameEnd - NameStart);
        if (isOurs != IsOurs)
            return false;
        return (isOurs ? name[(name.IndexOf(':') + 1)..] : name).Equals(localName, StringComparison.OrdinalIgnoreCase);
    }
}
