using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Broadsheet.Decisions;

/// <summary>
/// The editors' decisions of a site, kept in <c>_data/decisions.jsonl</c>: one JSON object a line, the oldest first. The file is
/// part of the site like its topics: it can be read, copied, kept in version control, and replayed.
/// </summary>
/// <param name="siteFolder">The site's folder.</param>
public sealed class DecisionLog(string siteFolder)
{
    private static readonly DecisionJson Json = new(new JsonSerializerOptions(DecisionJson.Default.Options)
    {
        // The file is for people and never stands inside HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(siteFolder, "_data", "decisions.jsonl");

    /// <summary>All decisions, in the order they were made; none when there is no file.</summary>
    /// <exception cref="InvalidDataException">A line cannot be read; the message names file and line.</exception>
    public IReadOnlyList<Decision> Read()
    {
        if (!System.IO.File.Exists(File))
            return [];
        var decisions = new List<Decision>();
        var number = 0;
        foreach (var line in System.IO.File.ReadLines(File, Encoding.UTF8))
        {
            number++;
            if (!string.IsNullOrWhiteSpace(line))
                decisions.Add(ReadLine(line, number));
        }

        return decisions;
    }

    /// <summary>
    /// Adds a decision and gives it back with its id. It is on the disk when this returns, and the file is never seen half
    /// written: the new file is made beside the old one and takes its place at once.
    /// </summary>
    /// <exception cref="IOException">Another process is writing, or the disk refuses.</exception>
    public Decision Append(Decision decision)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        using var alone = Alone(FileMode.OpenOrCreate);
        var whole = decision with { Id = IdOf(decision) };
        using (var stream = new FileStream(Draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            if (System.IO.File.Exists(File))
                CopyLines(stream);
            stream.Write(Encoding.UTF8.GetBytes(Serialize(whole) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(Draft, File, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(File)!);
        return whole;
    }

    /// <summary>Takes away what a process left beside the file that was killed while it wrote: a decision that nobody was told is made.</summary>
    public void ClearUp()
    {
        if (!System.IO.File.Exists(Lock))
            return;
        try
        {
            // Whoever still writes holds it.
            using var alone = Alone(FileMode.Open);
            System.IO.File.Delete(Draft);
        }
        catch (IOException)
        {
        }
    }

    /// <summary>The decision as one line of the file, without its end.</summary>
    public static string Serialize(Decision decision) => JsonSerializer.Serialize(decision, Json.Decision);

    /// <summary>Reads one decision from a line.</summary>
    /// <exception cref="JsonException">The line is not a decision.</exception>
    public static Decision Deserialize(string line) =>
        JsonSerializer.Deserialize(line, Json.Decision) ?? throw new JsonException("A decision is an object, not null.");

    private string Lock => File + ".lock";

    private string Draft => File + ".new";

    private FileStream Alone(FileMode mode) => new(Lock, mode, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);

    private void CopyLines(FileStream into)
    {
        var old = System.IO.File.ReadAllBytes(File);
        into.Write(old);
        // People edit the file by hand, and editors differ about the last line's end.
        if (old.Length > 0 && old[^1] != (byte)'\n')
            into.WriteByte((byte)'\n');
    }

    private Decision ReadLine(string line, int number)
    {
        try
        {
            var decision = Deserialize(line);
            return decision.Id.Length > 0 ? decision : decision with { Id = IdOf(decision) };
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new InvalidDataException($"{File}, line {number}: this is not a decision ({fault.Message}) Mend the line or remove it.", fault);
        }
    }

    private static string IdOf(Decision decision) =>
        "d" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Serialize(decision with { Id = "" }))).AsSpan(0, 8));
}
