using System.CommandLine;
using System.Text;
using System.Text.Json;
using Broadsheet.Feeds;

namespace Broadsheet.Eval.Verbs;

/// <summary>Reads feed documents and writes what was understood in the form the scorers compare.</summary>
internal static class FeedsVerb
{
    public static Command Create()
    {
        var cases = new Option<FileInfo>("--cases") { Required = true, Description = "Cases, one JSON object a line." };
        var docs = new Option<DirectoryInfo>("--docs") { Required = true, Description = "Folder the cases' files are relative to." };
        var output = new Option<FileInfo>("--out") { Required = true, Description = "Where results go, one JSON object a line." };
        var command = new Command("feeds", "Reads feed documents.") { cases, docs, output };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(cases), parsed.GetRequiredValue(docs), parsed.GetRequiredValue(output)));
        return command;
    }

    private static int Run(FileInfo cases, DirectoryInfo docs, FileInfo output)
    {
        var reader = new FeedReader();
        var count = 0;
        var exceeded = 0;
        using var lines = new StreamWriter(output.FullName, false, new UTF8Encoding(false)) { NewLine = "\n" };
        foreach (var (number, line) in File.ReadLines(cases.FullName).Index())
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            using var parsed = JsonDocument.Parse(line);
            var bytes = MissingData.Read(cases.FullName, number + 1, docs, "--docs", parsed.RootElement.GetProperty("file").GetString()!);
            lines.WriteLine(Read(reader, parsed.RootElement, bytes, out var isWithin));
            count++;
            exceeded += isWithin ? 0 : 1;
        }

        Console.WriteLine($"feeds: {count} documents read, {exceeded} beyond the limits of their case");
        return exceeded == 0 ? 0 : 1;
    }

    private static string Read(FeedReader reader, JsonElement @case, byte[] bytes, out bool isWithin)
    {
        var id = @case.TryGetProperty("id", out var stated) ? stated.GetString() : @case.GetProperty("file").GetString();
        var cost = new FeedCost(@case);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("id", id);
            json.WritePropertyName("result");
            var context = ContextOf(@case);
            new FeedContract(json).Write(reader.Read(bytes, context), context);
            var excess = cost.Excess();
            isWithin = excess is null;
            // A case with an error has failed, whatever was read.
            if (excess is not null)
                json.WriteString("error", excess);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static FeedContext ContextOf(JsonElement @case)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (@case.TryGetProperty("headers", out var stated) && stated.ValueKind == JsonValueKind.Object)
        {
            foreach (var header in stated.EnumerateObject())
                headers[header.Name] = header.Value.ToString();
        }

        return new FeedContext(Text(@case, "url"), Text(@case, "contentType") ?? headers.GetValueOrDefault("content-type"), headers);
    }

    private static string? Text(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
