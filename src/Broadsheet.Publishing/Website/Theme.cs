using System.Reflection;
using System.Text;
using Broadsheet.Site;

namespace Broadsheet.Publishing.Website;

/// <summary>Templates, strings and assets of the web site: a built-in theme with a site's own files laid over it.</summary>
public sealed class Theme
{
    /// <summary>The built-in theme that every other one builds on.</summary>
    public const string Default = "broadsheet";

    private const string TemplateFolder = "templates/";
    private const string AssetFolder = "assets/";
    private const string StringFolder = "strings/";

    private readonly SortedDictionary<string, byte[]> files;
    private readonly HashSet<string> own;

    private Theme(string name, SortedDictionary<string, byte[]> files, HashSet<string> own)
    {
        Name = name;
        this.files = files;
        this.own = own;
        var print = new Fingerprint();
        foreach (var (path, content) in files)
            print.Add(path).Add(content.AsSpan());
        Print = print.Sum();
    }

    /// <summary>Name of the built-in theme it starts from.</summary>
    public string Name { get; }

    /// <summary>Names of the built-in themes.</summary>
    public static IReadOnlyList<string> BuiltIn { get; } =
    [
        .. EmbeddedNames()
            .Select(name => name.Split('/')[1])
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Changes whenever a file of the theme does.</summary>
    internal Checksum Print { get; }

    /// <summary>Loads a built-in theme, and over it the files of a folder, if there is one.</summary>
    /// <param name="name">A name of <see cref="BuiltIn"/>.</param>
    /// <param name="overrides">The site's <c>theme</c> folder, with the same folders inside; may be absent.</param>
    /// <exception cref="ArgumentException">No built-in theme has that name.</exception>
    public static Theme Load(string name = Default, string? overrides = null)
    {
        if (!BuiltIn.Contains(name, StringComparer.Ordinal))
            throw new ArgumentException($"website.theme: there is no theme \"{name}\"; choose one of {string.Join(", ", BuiltIn)}.", nameof(name));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        AddEmbedded(Default, files);
        if (name != Default)
            AddEmbedded(name, files);
        HashSet<string> own = new(StringComparer.Ordinal);
        if (Directory.Exists(overrides))
            AddFolder(overrides, files, own);
        return new Theme(name, files, own);
    }

    /// <summary>The theme of a site: the one its settings name, and over it the files of its <c>theme</c> folder.</summary>
    /// <exception cref="ArgumentException">No built-in theme has that name.</exception>
    public static Theme Of(SiteFolder site, WebsiteOptions options)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(options);
        return Load(options.Theme, Path.Combine(site.Root, "theme"));
    }

    /// <summary>The text of a template, or null.</summary>
    internal string? Template(string name) => files.TryGetValue(TemplateFolder + name, out var content) ? Text(content) : null;

    /// <summary>Whether a template is the site's own.</summary>
    internal bool IsOwn(string template) => own.Contains(TemplateFolder + template);

    /// <summary>The JSON of a language's strings, or null.</summary>
    internal byte[]? Strings(string language) => files.GetValueOrDefault(StringFolder + language + ".json");

    /// <summary>Names of all templates.</summary>
    internal IEnumerable<string> TemplateNames => Below(TemplateFolder);

    /// <summary>Names of all assets.</summary>
    internal IEnumerable<string> AssetNames => Below(AssetFolder);

    /// <summary>The bytes of an asset.</summary>
    internal byte[] Asset(string name) => files[AssetFolder + name];

    private IEnumerable<string> Below(string folder) =>
        files.Keys.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Select(path => path[folder.Length..]);

    private static string Text(byte[] content) => Encoding.UTF8.GetString(content).TrimStart('\ufeff').ReplaceLineEndings("\n");

    private static IEnumerable<string> EmbeddedNames() =>
        // Built on Windows, the names carry backslashes.
        typeof(Theme).Assembly.GetManifestResourceNames().Select(name => name.Replace('\\', '/')).Where(name => name.StartsWith("themes/", StringComparison.Ordinal));

    private static void AddEmbedded(string theme, SortedDictionary<string, byte[]> files)
    {
        var assembly = typeof(Theme).Assembly;
        var prefix = $"themes/{theme}/";
        foreach (var name in assembly.GetManifestResourceNames())
        {
            var path = name.Replace('\\', '/');
            if (path.StartsWith(prefix, StringComparison.Ordinal))
                files[path[prefix.Length..]] = Read(assembly, name);
        }
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static void AddFolder(string folder, SortedDictionary<string, byte[]> files, HashSet<string> own)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(folder, file).Replace('\\', '/');
            files[path] = File.ReadAllBytes(file);
            own.Add(path);
        }
    }
}
