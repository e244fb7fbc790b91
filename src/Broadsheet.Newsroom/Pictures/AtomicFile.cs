using System.Globalization;

namespace Broadsheet.Pictures;

/// <summary>Writes a file so that it is there whole or not at all, whenever the process is killed.</summary>
internal static class AtomicFile
{
    /// <summary>Ending of what a killed process may leave behind.</summary>
    public const string Unfinished = ".part";

    private static int drafts;

    /// <summary>Removes what killed processes left in a folder.</summary>
    public static void Sweep(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        foreach (var unfinished in Directory.EnumerateFiles(folder, "*" + Unfinished))
            File.Delete(unfinished);
    }

    /// <summary>Writes the bytes unless the file holds them already.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (File.Exists(path) && new FileInfo(path).Length == bytes.Length && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // Two articles may show one picture, and be looked at side by side: each writes a draft of its own.
        var unfinished = string.Create(CultureInfo.InvariantCulture, $"{path}.{Interlocked.Increment(ref drafts)}{Unfinished}");
        File.WriteAllBytes(unfinished, bytes);
        File.Move(unfinished, path, overwrite: true);
    }
}
