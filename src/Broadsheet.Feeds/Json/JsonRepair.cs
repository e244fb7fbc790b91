using System.Text.Json;

namespace Broadsheet.Feeds.Json;

/// <summary>Makes what came of a JSON document that breaks off, or breaks, a whole one: cut after the last complete member, and closed.</summary>
internal static class JsonRepair
{
    private const int MaxDepth = 64;

    /// <summary>The document as far as it can be read; null when not even one member of it can.</summary>
    public static byte[]? Close(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = MaxDepth,
        }));
        Span<byte> open = stackalloc byte[MaxDepth + 1];
        Span<byte> openAtCut = stackalloc byte[MaxDepth + 1];
        var depth = 0;
        var depthAtCut = 0;
        var cut = 0;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject:
                        open[depth++] = (byte)'}';
                        break;
                    case JsonTokenType.StartArray:
                        open[depth++] = (byte)']';
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        depth--;
                        break;
                    case JsonTokenType.PropertyName:
                        continue;
                }

                cut = (int)reader.BytesConsumed;
                depthAtCut = depth;
                open[..depth].CopyTo(openAtCut);
            }
        }
        catch (JsonException)
        {
            // Up to here it was JSON, and that is what was asked for.
        }

        if (cut == 0)
            return null;
        var closed = new byte[cut + depthAtCut];
        json[..cut].CopyTo(closed);
        for (var i = 0; i < depthAtCut; i++)
            closed[cut + i] = openAtCut[depthAtCut - 1 - i];
        return closed;
    }

    /// <summary>Where the members of an array begin that is a member of the document's object; in bytes.</summary>
    public static List<int> PositionsIn(ReadOnlySpan<byte> json, string array)
    {
        var positions = new List<int>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(array))
                continue;
            positions.Clear();
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                continue;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                positions.Add((int)reader.TokenStartIndex);
                reader.Skip();
            }
        }

        return positions;
    }
}
