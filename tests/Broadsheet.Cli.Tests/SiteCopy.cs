using System.Security.Cryptography;

namespace Broadsheet.Cli.Tests;

/// <summary>A site folder of a test's own.</summary>
internal sealed class SiteCopy : IDisposable
{
    private SiteCopy(string root) => Root = root;

    public string Root { get; }

    /// <summary>The recording of the sample's web.</summary>
    public static string Recording => Path.Combine(AppContext.BaseDirectory, "sample", "web.warc.gz");

    /// <summary>The moment the sample's recording ends at.</summary>
    public const string Evening = "2026-03-07T18:00:00Z";

    /// <summary>An empty folder.</summary>
    public static SiteCopy Empty() => new(Directory.CreateTempSubdirectory("broadsheet-").FullName);

    /// <summary>A copy of the sample, not run yet.</summary>
    public static SiteCopy OfSample()
    {
        var copy = Empty();
        var sample = Path.Combine(AppContext.BaseDirectory, "sample");
        foreach (var file in Directory.EnumerateFiles(sample, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".warc.gz", StringComparison.Ordinal)))
            copy.Write(Path.GetRelativePath(sample, file), File.ReadAllText(file));
        return copy;
    }

    /// <summary>A copy of this one, with all that was run and stored.</summary>
    public SiteCopy Copy()
    {
        var copy = Empty();
        foreach (var file in Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy.Root, Path.GetRelativePath(Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return copy;
    }

    public void Write(string path, string text)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>Every file outside .broadsheet with a hash of its content, in order.</summary>
    public IReadOnlyList<string> Fingerprint() =>
    [
        .. Files().Select(file => $"{Path.GetRelativePath(Root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    /// <summary>Every file outside .broadsheet with the time it was last written, in order.</summary>
    public IReadOnlyList<string> Times() =>
    [
        .. Files().Select(file => $"{Path.GetRelativePath(Root, file)} {File.GetLastWriteTimeUtc(file):O}"),
    ];

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(Root, file).StartsWith(".broadsheet", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
