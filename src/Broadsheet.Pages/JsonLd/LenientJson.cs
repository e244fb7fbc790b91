using System.Buffers;
using System.Globalization;
using System.Text;

namespace Broadsheet.Pages.JsonLd;

/// <summary>
/// Reads the JSON of real pages: in comment or CDATA wrappers, with line breaks in strings, stray and missing commas, quotes that were
/// not escaped, and more text behind the first value. What is valid JSON is read as RFC 8259 says. It never throws.
/// </summary>
internal ref struct LenientJson
{
    private const int MaxDepth = 48;
    private const int MaxValues = 20_000;

    private static readonly SearchValues<char> s_stringStops = SearchValues.Create("\"\\");
    private static readonly SearchValues<char> s_wordEnds = SearchValues.Create(",:]}\" \t\r\n");

    private readonly ReadOnlySpan<char> _json;
    private int _at;
    private int _values;

    private LenientJson(ReadOnlySpan<char> json) => _json = json;

    /// <summary>The first object or list of the text; null when there is none.</summary>
    public static JsonValue? Read(ReadOnlySpan<char> json)
    {
        // Whatever stands before the first bracket is a wrapper: "//<![CDATA[", "<!--", "window.data =".
        var start = json.IndexOfAny('{', '[');
        if (start < 0)
            return null;
        // "//<![CDATA[" holds a bracket of its own.
        var cdata = json.IndexOf("<![CDATA[");
        if (cdata >= 0 && cdata < start)
        {
            json = json[(cdata + 9)..];
            start = json.IndexOfAny('{', '[');
            if (start < 0)
                return null;
        }

        return new LenientJson(json[start..]).ReadValue(0);
    }

    private JsonValue? ReadValue(int depth)
    {
        SkipBlanks();
        if (_at >= _json.Length || ++_values > MaxValues)
            return null;
        switch (_json[_at])
        {
            case '{':
                return depth < MaxDepth ? ReadObject(depth) : SkipAll();
            case '[':
                return depth < MaxDepth ? ReadList(depth) : SkipAll();
            case '"':
                return JsonValue.OfText(ReadString());
            default:
                return ReadWord();
        }
    }

    // Nobody nests so deep; the rest of the document is given up.
    private JsonValue? SkipAll()
    {
        _at = _json.Length;
        return null;
    }

    private JsonValue ReadObject(int depth)
    {
        List<KeyValuePair<string, JsonValue>> members = [];
        _at++;
        while (true)
        {
            SkipBlanksAndCommas();
            if (_at >= _json.Length || _json[_at] is '}' or ']')
                break;
            var before = _at;
            var key = _json[_at] == '"' ? ReadString() : ReadWord()?.Text;
            SkipBlanks();
            if (_at < _json.Length && _json[_at] == ':')
            {
                _at++;
                if (ReadValue(depth + 1) is { } value && key is not null)
                    members.Add(new(key, value));
            }

            if (_at == before)
                _at++;
        }

        _at = Math.Min(_at + 1, _json.Length);
        return JsonValue.OfMembers(members);
    }

    private JsonValue ReadList(int depth)
    {
        List<JsonValue> items = [];
        _at++;
        while (true)
        {
            SkipBlanksAndCommas();
            if (_at >= _json.Length || _json[_at] is ']' or '}')
                break;
            var before = _at;
            if (ReadValue(depth + 1) is { } value)
                items.Add(value);
            if (_at == before)
                _at++;
        }

        _at = Math.Min(_at + 1, _json.Length);
        return JsonValue.OfItems(items);
    }

    private JsonValue? ReadWord()
    {
        var rest = _json[_at..];
        var length = rest.IndexOfAny(s_wordEnds);
        length = length < 0 ? rest.Length : length;
        _at += length;
        var word = rest[..length];
        return word is "null" or "" or "undefined" ? null : JsonValue.OfText(word.ToString());
    }

    private string ReadString()
    {
        _at++;
        var rest = _json[_at..];
        var length = rest.IndexOfAny(s_stringStops);
        if (length >= 0 && rest[length] == '"' && Closes(_at + length))
        {
            _at += length + 1;
            return rest[..length].ToString();
        }

        return ReadLongString();
    }

    private string ReadLongString()
    {
        var text = new StringBuilder();
        while (_at < _json.Length)
        {
            var rest = _json[_at..];
            var length = rest.IndexOfAny(s_stringStops);
            if (length < 0)
            {
                text.Append(rest);
                _at = _json.Length;
                break;
            }

            text.Append(rest[..length]);
            _at += length;
            if (_json[_at] == '\\')
            {
                ReadEscape(text);
            }
            else if (Closes(_at))
            {
                _at++;
                break;
            }
            else
            {
                text.Append('"');
                _at++;
            }
        }

        return text.ToString();
    }

    /// <summary>
    /// Whether a quote ends its string. In valid JSON it always does, and a comma, colon or bracket follows;
    /// where something else follows, the publisher forgot to escape a quote of the headline.
    /// </summary>
    private readonly bool Closes(int quote)
    {
        var rest = _json[(quote + 1)..];
        var trimmed = rest.TrimStart();
        if (trimmed.IsEmpty || trimmed[0] is ':' or '}' or ']')
            return true;
        // A missing comma: the next member stands on a line of its own.
        if (trimmed[0] == '"')
            return rest[..(rest.Length - trimmed.Length)].Contains('\n');
        if (trimmed[0] != ',')
            return false;
        var next = trimmed[1..].TrimStart();
        return next.IsEmpty || next[0] is '"' or '{' or '[' or '}' or ']' or '-' or ',' or (>= '0' and <= '9')
            || next.StartsWith("true") || next.StartsWith("false") || next.StartsWith("null");
    }

    private void ReadEscape(StringBuilder text)
    {
        if (_at + 1 >= _json.Length)
        {
            _at = _json.Length;
            return;
        }

        var c = _json[_at + 1];
        _at += 2;
        if (c != 'u')
        {
            text.Append(c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' or 'f' => ' ', _ => c });
            return;
        }

        if (_at + 4 <= _json.Length
            && ushort.TryParse(_json.Slice(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            text.Append((char)code);
            _at += 4;
        }
    }

    private void SkipBlanks()
    {
        while (_at < _json.Length)
        {
            if (_json[_at] <= ' ' || _json[_at] is '\ufeff' or '\u00a0')
                _at++;
            else if (_json[_at..].StartsWith("/*"))
                SkipPast("*/");
            else if (_json[_at..].StartsWith("//"))
                SkipPast("\n");
            else
                return;
        }
    }

    // Comments are no JSON, but stand in it.
    private void SkipPast(string end)
    {
        var length = _json[(_at + 2)..].IndexOf(end);
        _at = length < 0 ? _json.Length : _at + 2 + length + end.Length;
    }

    private void SkipBlanksAndCommas()
    {
        SkipBlanks();
        while (_at < _json.Length && _json[_at] is ',' or ';')
        {
            _at++;
            SkipBlanks();
        }
    }
}
