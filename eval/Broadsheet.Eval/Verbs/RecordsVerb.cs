using System.CommandLine;
using System.Text;
using System.Text.Json;
using Broadsheet.Publishing.Records;

namespace Broadsheet.Eval.Verbs;

/// <summary>Reads records and writes them again; what comes out must be what went in, byte for byte.</summary>
internal static class RecordsVerb
{
    private const int DifferencesShown = 5;

    public static Command Create()
    {
        var input = new Option<FileInfo?>("--input") { Description = "Lines of JSON with a record each in \"raw\"." };
        var file = new Option<FileInfo?>("--file") { Description = "One record file." };
        var command = new Command("records", "Round-trips records; exit 1 unless all are equal.") { input, file };
        command.SetAction(parsed => Run(parsed.GetValue(input), parsed.GetValue(file)));
        return command;
    }

    private static int Run(FileInfo? input, FileInfo? file)
    {
        var records = (input is null ? [] : FromLines(input)).Concat(file is null ? [] : [(file.Name, File.ReadAllBytes(file.FullName))]);
        var (total, equal) = (0, 0);
        foreach (var (name, raw) in records)
        {
            total++;
            if (DifferenceOf(raw) is not { } difference)
                equal++;
            else if (total - equal <= DifferencesShown)
                Console.WriteLine($"{name}: {difference}");
        }

        Console.WriteLine($"equal {equal} of {total}");
        return equal == total && total > 0 ? 0 : 1;
    }

    private static IEnumerable<(string Name, byte[] Raw)> FromLines(FileInfo input)
    {
        foreach (var line in File.ReadLines(input.FullName).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var name = root.TryGetProperty("path", out var path) ? path.GetString() : null;
            yield return (name ?? "(no path)", Encoding.UTF8.GetBytes(root.GetProperty("raw").GetString()!));
        }
    }

    /// <summary>Line ends are the one thing that may differ: the format has <c>\n</c>, an accident turned some files.</summary>
    private static string? DifferenceOf(byte[] raw)
    {
        if (RecordReader.Read(raw) is not RecordReading.Done(var record))
            return RecordReader.Read(raw) is RecordReading.Failed failed ? $"line {failed.Line}: {failed.Problem}" : null;
        var wanted = Encoding.UTF8.GetString(raw).Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        var got = Encoding.UTF8.GetString(RecordWriter.Write(record).Span).Split('\n');
        for (var i = 0; i < Math.Max(wanted.Length, got.Length); i++)
        {
            var (old, now) = (wanted.ElementAtOrDefault(i), got.ElementAtOrDefault(i));
            if (old != now)
                return $"line {i + 1}: was {old ?? "(nothing)"}, is {now ?? "(nothing)"}";
        }

        return null;
    }
}
