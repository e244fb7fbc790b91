using Broadsheet.Feeds.Html;

namespace Broadsheet.Feeds.Reading;

/// <summary>Plain names of authors and tags, each once.</summary>
internal static class ItemNames
{
    public static IReadOnlyList<string> AuthorsOf(FeedFacts facts)
    {
        var authors = facts.Authors;
        if (authors.Count == 0)
            return [];
        var names = new List<string>(authors.Count);
        for (var i = 0; i < authors.Count; i++)
        {
            var person = authors[i];
            var name = HtmlText.LooksLikeHtml(person.Name ?? person.Email ?? "") ? HtmlText.Plain(person.Name ?? person.Email) : person.Name ?? person.Email;
            if (!string.IsNullOrWhiteSpace(name) && !names.Contains(name))
                names.Add(name);
        }

        return names;
    }

    public static IReadOnlyList<string> TagsOf(FeedFacts facts)
    {
        var stated = facts.Tags;
        if (stated.Count == 0)
            return [];
        var tags = new List<string>(stated.Count);
        for (var i = 0; i < stated.Count; i++)
        {
            var tag = stated[i];
            var name = tag.Label is { Length: > 0 } label ? label : tag.Term;
            if (name is not null && HtmlText.LooksLikeHtml(name))
                name = HtmlText.Plain(name);
            if (!string.IsNullOrWhiteSpace(name) && !tags.Contains(name))
                tags.Add(name);
        }

        return tags;
    }
}
