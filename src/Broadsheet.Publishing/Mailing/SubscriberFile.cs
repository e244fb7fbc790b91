using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Broadsheet.Publishing.Mailing;

/// <summary>Readers as a file: CSV (RFC 4180) and JSON to take away, and either of them, or an address a line, to bring.</summary>
public static class SubscriberFile
{
    private const string Header = "address,state,changed,asked,confirmed,origin,reason";

    private static readonly ListJson Format = new(new JsonSerializerOptions
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter<SubscriberState>(JsonNamingPolicy.CamelCase) },
    });

    /// <summary>Readers as CSV, with a line of names first.</summary>
    public static string ToCsv(IEnumerable<Subscriber> subscribers)
    {
        ArgumentNullException.ThrowIfNull(subscribers);
        var text = new StringBuilder(Header).Append("\r\n");
        foreach (var reader in subscribers)
        {
            string?[] values =
            [
                reader.Address, reader.State.ToString().ToLowerInvariant(), IsoDate.Of(reader.Changed), IsoDate.Of(reader.Asked),
                reader.Confirmed is { } confirmed ? IsoDate.Of(confirmed) : "", reader.Origin, reader.Reason,
            ];
            text.AppendJoin(',', values.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Readers as a JSON array.</summary>
    public static string ToJson(IEnumerable<Subscriber> subscribers) => JsonSerializer.Serialize([.. subscribers], Format.SubscriberArray) + "\n";

    /// <summary>The addresses in a text, with the number of the line where each stands; what is none has a null address. Readers of an export who do not get mail are left out.</summary>
    /// <exception cref="JsonException">It begins as JSON and is none.</exception>
    public static IReadOnlyList<(int Line, string Text, ReaderAddress? Address)> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.TrimStart('\ufeff');
        if (text.TrimStart().StartsWith('['))
        {
            return
            [
                .. JsonSerializer.Deserialize(text, Format.SubscriberArray)!
                    .Select((reader, place) => (Reader: reader, Line: place + 1))
                    .Where(item => item.Reader.State == SubscriberState.Confirmed)
                    .Select(item => (item.Line, item.Reader.Address, ReaderAddress.Parse(item.Reader.Address))),
            ];
        }

        List<(int, string, ReaderAddress?)> addresses = [];
        var state = -1;
        var column = 0;
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var cells = line.TrimEnd('\r').Split(',').Select(cell => cell.Trim().Trim('"')).ToList();
            if (number == 1 && cells.FindIndex(cell => cell.ToLowerInvariant() is "address" or "email" or "e-mail" or "email address") is >= 0 and var found)
            {
                column = found;
                state = cells.FindIndex(cell => cell.Equals("state", StringComparison.OrdinalIgnoreCase));
                continue;
            }

            if (column >= cells.Count || cells[column].Length == 0 || (state >= 0 && state < cells.Count && cells[state] != "confirmed"))
                continue;
            addresses.Add((number, PlainText.Of(cells[column]), ReaderAddress.Parse(cells[column])));
        }

        return addresses;
    }

    /// <summary>Quoted where needed. A cell that a spreadsheet would take for a formula is kept from being one; addresses never are.</summary>
    private static string Cell(string? value)
    {
        var text = PlainText.Of(value);
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@')
            text = "'" + text;
        return text.AsSpan().ContainsAny(',', '"') ? string.Create(CultureInfo.InvariantCulture, $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"") : text;
    }
}

/// <summary>How readers are written as JSON.</summary>
[JsonSerializable(typeof(Subscriber[]))]
internal sealed partial class ListJson : JsonSerializerContext;
