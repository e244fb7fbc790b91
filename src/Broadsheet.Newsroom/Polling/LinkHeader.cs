namespace Broadsheet.Polling;

/// <summary>Link headers (RFC 8288), as far as they name targets by relation: WebSub hubs are announced there.</summary>
internal static class LinkHeader
{
    /// <summary>The absolute http(s) targets whose <c>rel</c> includes <paramref name="relation"/>, in their order.</summary>
    public static IEnumerable<string> Targets(IEnumerable<string> headers, string relation, Uri address)
    {
        foreach (var header in headers)
        {
            foreach (var (target, parameters) in LinksIn(header))
            {
                if (HasRelation(parameters, relation)
                    && Uri.TryCreate(address, target, out var url)
                    && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
                {
                    yield return url.AbsoluteUri;
                }
            }
        }
    }

    // <target>; parameters, <target>; parameters: a target begins with "<", which its neighbours' parameters hold only inside quotes.
    private static IEnumerable<(string Target, string Parameters)> LinksIn(string header)
    {
        for (var open = header.IndexOf('<', StringComparison.Ordinal); open >= 0;)
        {
            var close = header.IndexOf('>', open);
            if (close < 0)
                yield break;
            var next = NextTarget(header, close + 1);
            yield return (header[(open + 1)..close].Trim(), header[(close + 1)..(next < 0 ? header.Length : next)]);
            open = next;
        }
    }

    private static int NextTarget(string header, int from)
    {
        var isQuoted = false;
        for (var i = from; i < header.Length; i++)
        {
            if (header[i] == '"')
                isQuoted = !isQuoted;
            else if (header[i] == '<' && !isQuoted)
                return i;
        }

        return -1;
    }

    private static bool HasRelation(string parameters, string relation)
    {
        foreach (var parameter in parameters.Split(';', ','))
        {
            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0 || !parameter.AsSpan(0, equals).Trim().Equals("rel", StringComparison.OrdinalIgnoreCase))
                continue;
            foreach (var word in parameter[(equals + 1)..].Trim(' ', '"', '\'', '\t').Split(' '))
            {
                if (word.Equals(relation, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
        }

        return false;
    }
}
