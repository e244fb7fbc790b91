using System.Buffers;
using System.Globalization;
using System.Text;

namespace Broadsheet.Publishing.StaticApi;

/// <summary>
/// Writes JSON as the old API had it: two spaces, <c>\n</c>, no end of line at the end, and every character that JSON allows as it is. The
/// runtime's writer escapes no-break spaces and many more whatever encoder it is given.
/// </summary>
internal sealed class JsonText
{
    private static readonly SearchValues<char> Special = SearchValues.Create(
    [
        '"', '\\', '\x85', '\u2028', '\u2029',
        .. Enumerable.Range(0, ' ').Select(c => (char)c),
        .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c),
    ]);

    private readonly StringBuilder text = new(4096);
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
        text.Append(": ");
        isAfterKey = true;
        return this;
    }

    public JsonText Value(string? value)
    {
        Place();
        if (value is null)
            text.Append("null");
        else
            AppendQuoted(value);
        return this;
    }

    public JsonText Value(long value)
    {
        Place();
        text.Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public JsonText Value(bool value)
    {
        Place();
        text.Append(value ? "true" : "false");
        return this;
    }

    /// <summary>A number that always has a decimal point: some clients take nothing else for a floating-point number.</summary>
    public JsonText Value(double value)
    {
        Place();
        var digits = value.ToString("R", CultureInfo.InvariantCulture);
        text.Append(digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0");
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
        text.Append(json.Replace("\n", "\n" + new string(' ', depth * 2), StringComparison.Ordinal));
        return this;
    }

    public override string ToString() => text.ToString();

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(text.ToString());

    private JsonText Begin(char bracket)
    {
        Place();
        text.Append(bracket);
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
        text.Append(bracket);
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
                text.Append(',');
            BreakLine();
        }

        isFirst = false;
    }

    private void BreakLine() => text.Append('\n').Append(' ', depth * 2);

    private void AppendQuoted(string value)
    {
        text.Append('"');
        var rest = value.AsSpan();
        // Nearly all text is plain, and is taken over in one piece.
        for (var plain = rest.IndexOfAny(Special); plain >= 0; plain = rest.IndexOfAny(Special))
        {
            text.Append(rest[..plain]);
            var isPair = char.IsHighSurrogate(rest[plain]) && plain + 1 < rest.Length && char.IsLowSurrogate(rest[plain + 1]);
            if (isPair)
                text.Append(rest.Slice(plain, 2));
            else
                AppendEscaped(rest[plain]);
            rest = rest[(plain + (isPair ? 2 : 1))..];
        }

        text.Append(rest).Append('"');
    }

    private void AppendEscaped(char c)
    {
        switch (c)
        {
            case '"': text.Append("\\\""); break;
            case '\\': text.Append("\\\\"); break;
            case '\b': text.Append("\\b"); break;
            case '\f': text.Append("\\f"); break;
            case '\n': text.Append("\\n"); break;
            case '\r': text.Append("\\r"); break;
            case '\t': text.Append("\\t"); break;
            // Line ends to JavaScript, though not to JSON: they break a page that embeds us.
            case < ' ' or '\x85' or '\u2028' or '\u2029': text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
            // Half a character cannot be written as UTF-8.
            case >= '\uD800' and <= '\uDFFF': text.Append('\uFFFD'); break;
            default: text.Append(c); break;
        }
    }
}
