using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Broadsheet.Feeds;

namespace Broadsheet.Eval.Verbs;

/// <summary>Reads dates and writes them in UTC.</summary>
internal static class DatesVerb
{
    public static Command Create()
    {
        var cases = new Option<FileInfo>("--cases") { Required = true, Description = "Cases, one JSON object with \"input\" a line." };
        var output = new Option<FileInfo>("--out") { Required = true, Description = "Where results go, one JSON object a line." };
        var command = new Command("dates", "Reads dates.") { cases, output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(cases), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(FileInfo cases, FileInfo output)
    {
        var readable = 0;
        var count = 0;
        using var lines = new StreamWriter(output.FullName, false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var line in File.ReadLines(cases.FullName))
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            using var parsed = JsonDocument.Parse(line);
            var input = parsed.RootElement.GetProperty("input").GetString() ?? "";
            var utc = FeedDateReader.Read(input)?.Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            using var buffer = new MemoryStream();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteString("input", input);
                json.WriteString("utc", utc);
                json.WriteEndObject();
            }

            lines.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
            count++;
            readable += utc is null ? 0 : 1;
        }

        Console.WriteLine($"dates: {readable} of {count} readable");
        return 0;
    }
}
