using System.Collections.Frozen;

namespace Broadsheet.Clustering;

/// <summary>Which language an article is in: the publisher's word, or a guess from its script and its small words.</summary>
internal static class Languages
{
    /// <summary>Enough to hear a language; more only costs time.</summary>
    private const int Heard = 400;

    private static readonly FrozenDictionary<string, FrozenSet<ulong>> SmallWords =
        StopWords.Languages.ToFrozenDictionary(language => language, HashesOf, StringComparer.Ordinal);

    private static readonly FrozenSet<ulong> None = FrozenSet<ulong>.Empty;

    /// <summary>Hashes of a language's small words.</summary>
    public static FrozenSet<ulong> SmallWordsOf(string language) => SmallWords.GetValueOrDefault(language, None);

    /// <summary>The primary language subtag in lower case, guessed from the text when none is stated.</summary>
    public static string Of(string? stated, string title, string body, string otherwise) =>
        Primary(stated) is { } known ? known : Guess(title, body, otherwise);

    private static string? Primary(string? tag)
    {
        if (tag is null)
            return null;
        var end = tag.AsSpan().IndexOfAny('-', '_');
        var primary = (end < 0 ? tag : tag[..end]).Trim().ToLowerInvariant();
        return primary switch
        {
            "nb" or "nn" => "no",
            "" or "xx" or "und" or "mul" or "zxx" => null,
            { Length: > 8 } => null,
            _ => primary,
        };
    }

    private static string Guess(string title, string body, string otherwise)
    {
        var script = ByScript(title);
        if (script is not null && !SmallWords.ContainsKey(script))
            return script;
        Span<int> votes = stackalloc int[StopWords.Languages.Count];
        Count(title, votes);
        Count(body.AsSpan(0, Math.Min(body.Length, Heard)), votes);
        var best = -1;
        for (var i = 0; i < votes.Length; i++)
        {
            // On a tie the site's own language is the likelier.
            if (votes[i] > 0 && (best < 0 || votes[i] > votes[best] || (votes[i] == votes[best] && StopWords.Languages[i] == otherwise)))
                best = i;
        }

        return best < 0 ? script ?? otherwise : StopWords.Languages[best];
    }

    private static void Count(ReadOnlySpan<char> text, Span<int> votes)
    {
        var reader = new TermReader(text, "");
        while (reader.Read(out var term))
        {
            for (var i = 0; i < votes.Length; i++)
            {
                if (SmallWords[StopWords.Languages[i]].Contains(term.Word))
                    votes[i]++;
            }
        }
    }

    /// <summary>The commonest language of the script most of the title is written in; null for Latin.</summary>
    private static string? ByScript(string title)
    {
        string? found = null;
        foreach (var c in title)
        {
            var here = c switch
            {
                >= '\u3041' and <= '\u30FF' => "ja",
                >= '\u4E00' and <= '\u9FFF' => found == "ja" ? "ja" : "zh",
                >= '\uAC00' and <= '\uD7A3' => "ko",
                >= '\u0400' and <= '\u04FF' => "ru",
                >= '\u0370' and <= '\u03FF' => "el",
                >= '\u0600' and <= '\u06FF' => "ar",
                >= '\u0590' and <= '\u05FF' => "he",
                >= '\u0900' and <= '\u097F' => "hi",
                >= '\u0E00' and <= '\u0E7F' => "th",
                _ => null,
            };
            // Kana settles it: Chinese has none, Japanese has both.
            if (here == "ja")
                return here;
            found = here ?? found;
        }

        return found;
    }

    private static FrozenSet<ulong> HashesOf(string language)
    {
        var hashes = new HashSet<ulong>();
        foreach (var word in StopWords.Of(language))
        {
            var reader = new TermReader(word, language);
            while (reader.Read(out var term))
                hashes.Add(term.Word);
        }

        return hashes.ToFrozenSet();
    }
}
