using System.Buffers;
using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>
/// Writes JSON as the old API had it: two spaces, <c>\n</c>, no end of line at the end, and every character that JSON allows as it is. The
/// runtime's writer escapes no-break spaces and many more whatever encoder it is given. Good for one text: what gives it, ends the writer.
/// </summary>
#pragma warning disable CA1001 // who asks for the text gives the sheet back; a writer that is dropped unasked costs a buffer and no more
internal sealed class JsonText
#pragma warning restore CA1001
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
    [
        '"', '\\', '\x85', '\u2028', '\u2029',
        .. Enumerable.Range(0, ' ').Select(c => (char)c),
        .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c),
    ]);

    private readonly Utf8Sheet text = new();
    private int depth;
    private bool isFirst = true;
    private bool isAfterKey;

    public JsonText BeginObject() => Begin('{');

    public JsonText EndObject() => End('}');

    public JsonText BeginArray() => Begin('[');

    public JsonText EndArray() => End(']');

    public JsonText Key(string key)
    {
        Place();
        AppendQuoted(key);
        text.Write(": ");
        isAfterKey = true;
        return this;
    }

    public JsonText Value(string? value)
    {
        Place();
        if (value is null)
            text.Write("null");
        else
            AppendQuoted(value);
        return this;
    }

    public JsonText Value(long value)
    {
        Place();
        text.Write(value);
        return this;
    }

    public JsonText Value(bool value)
    {
        Place();
        text.Write(value ? "true" : "false");
        return this;
    }

    /// <summary>A number that always has a decimal point: some clients take nothing else for a floating-point number.</summary>
    public JsonText Value(double value)
    {
        Place();
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        text.Write(digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0");
        return this;
    }

    public JsonText Null(string key) => Key(key).Value((string?)null);

    public JsonText Texts(string key, IEnumerable<string> values)
    {
        Key(key).BeginArray();
        foreach (var value in values)
            Value(value);
        return EndArray();
    }

    /// <summary>A value that was written before, from its own margin.</summary>
    public JsonText Raw(string json)
    {
        Place();
        text.Write(json.Replace("\n", "\n" + new string(' ', depth * 2), StringComparison.Ordinal));
        return this;
    }

    public override string ToString() => Encoding.UTF8.GetString(ToBytes());

    public byte[] ToBytes()
    {
        var bytes = text.ToBytes();
        text.Dispose();
        return bytes;
    }

    private JsonText Begin(char bracket)
    {
        Place();
        text.Write(bracket);
        depth++;
        isFirst = true;
        return this;
    }

    private JsonText End(char bracket)
    {
        depth--;
        if (!isFirst)
            BreakLine();
        isFirst = false;
        text.Write(bracket);
        return this;
    }

    private void Place()
    {
        if (isAfterKey)
        {
            isAfterKey = false;
            isFirst = false;
            return;
        }

        if (depth > 0)
        {
            if (!isFirst)
                text.Write(',');
            BreakLine();
        }

        isFirst = false;
    }

    private void BreakLine() => text.BreakLine(depth * 2);

    private void AppendQuoted(string value)
    {
        text.Write('"');
        var rest = value.AsSpan();
        // Nearly all text is plain, and is taken over in one piece.
        for (var plain = rest.IndexOfAny(Special); plain >= 0; plain = rest.IndexOfAny(Special))
        {
            text.Write(rest[..plain]);
            var isPair = char.IsHighSurrogate(rest[plain]) && plain + 1 < rest.Length && char.IsLowSurrogate(rest[plain + 1]);
            if (isPair)
                text.Write(rest.Slice(plain, 2));
            else
                AppendEscaped(rest[plain]);
            rest = rest[(plain + (isPair ? 2 : 1))..];
        }

        text.Write(rest);
        text.Write('"');
    }

    private void AppendEscaped(char c)
    {
        switch (c)
        {
            case '"': text.Write("\\\""); break;
            case '\\': text.Write("\\\\"); break;
            case '\b': text.Write("\\b"); break;
            case '\f': text.Write("\\f"); break;
            case '\n': text.Write("\\n"); break;
            case '\r': text.Write("\\r"); break;
            case '\t': text.Write("\\t"); break;
            // Line ends to JavaScript, though not to JSON: they break a page that embeds us.
            case < ' ' or '\x85' or '\u2028' or '\u2029': text.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")); break;
            // Half a character cannot be written as UTF-8.
            case >= '\uD800' and <= '\uDFFF': text.Write('\uFFFD'); break;
            default: text.Write(c); break;
        }
    }
}
