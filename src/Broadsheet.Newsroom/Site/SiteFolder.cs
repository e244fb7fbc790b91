using System.Globalization;
using System.Reflection;

namespace Broadsheet.Site;

/// <summary>A site folder on disk, read and checked: settings, topics, organizations and sources.</summary>
public sealed class SiteFolder
{
    /// <summary>Name of the settings file.</summary>
    public const string SettingsName = "broadsheet.yml";

    private static readonly string[] TopKeys =
        ["title", "url", "baseUrl", "webUrl", "description", "locale", "timeZone", "contact", "profile"];

    private SiteFolder(string root, SettingsFile settings, Masthead masthead, SiteProblems problems)
    {
        Root = root;
        Settings = settings;
        Masthead = masthead;
        Problems = problems;
    }

    /// <summary>Environment variables the site is run with.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; private init; } = new Dictionary<string, string>();

    /// <summary>Opens the sentence model that the settings name, as the program knows to read them.</summary>
    public Func<SentenceModelFiles, ISentenceModel> SentenceModels { get; private init; } = Unreadable;

    /// <summary>Absolute path of the folder.</summary>
    public string Root { get; }

    /// <summary>The settings.</summary>
    public SettingsFile Settings { get; }

    /// <summary>Name and addresses of the site.</summary>
    public Masthead Masthead { get; }

    /// <summary>The topics, in the order of their files.</summary>
    public IReadOnlyList<Topic> Topics { get; private init; } = [];

    /// <summary>The publishers the operator lists.</summary>
    public IReadOnlyList<Organization> Organizations { get; private init; } = [];

    /// <summary>The feeds.</summary>
    public IReadOnlyList<Source> Sources { get; private init; } = [];

    /// <summary>What is wrong with the folder.</summary>
    public SiteProblems Problems { get; }

    /// <summary>The folder of our own state.</summary>
    public string StatePath => Path.Combine(Root, ".broadsheet");

    /// <summary>The database.</summary>
    public string StorePath => Path.Combine(StatePath, "store.db");

    /// <summary>Reads a site folder. What is wrong is in <see cref="Problems"/>; the rest is usable.</summary>
    /// <param name="root">Path of the folder.</param>
    /// <param name="settingsPath">Another settings file to use instead of the folder's own.</param>
    /// <param name="profile">Profile to use instead of the one the settings name.</param>
    /// <param name="environment">Environment variables; those that begin with <c>BROADSHEET_</c> override settings.</param>
    /// <param name="sentenceModels">Opens sentence models; without it a site that names one goes without.</param>
    public static SiteFolder Open(
        string root,
        string? settingsPath = null,
        IReadOnlyDictionary<string, string>? environment = null,
        string? profile = null,
        Func<SentenceModelFiles, ISentenceModel>? sentenceModels = null)
    {
        var problems = new SiteProblems();
        root = Path.GetFullPath(root);
        var older = ReadYaml(Path.Combine(root, "_config.yml"), "_config.yml", problems);
        var path = settingsPath ?? Path.Combine(root, SettingsName);
        var name = settingsPath is null ? SettingsName : Path.GetFileName(settingsPath);
        var file = ReadYaml(path, name, problems);
        if (file is null && older is null && !problems.HasErrors)
            problems.Error(name, 0, "", "There is no site here.", "Make one with 'broadsheet new DIR', or name the folder of one.");
        // A repository of the old system has only its _config.yml; it is read the old way.
        profile ??= file?.Text("profile") ?? (file is null && older is not null ? "compat" : "modern");
        file ??= YamlMapping.Read(name, "", problems)!;
        var settings = new SettingsFile(file, ReadProfile(profile, file, problems), environment ??= new Dictionary<string, string>(), problems);
        return new SiteFolder(root, settings, MastheadFrom(settings.Masthead(older), file, problems), problems)
        {
            Environment = environment,
            SentenceModels = sentenceModels ?? Unreadable,
            Topics = TopicReader.Read(root, problems),
            Organizations = OrganizationReader.Read(root, problems),
            Sources = SourceReader.Read(root, problems),
        };
    }

    /// <summary>Complains of settings that no step knows. To be called when every step has its section.</summary>
    public void CheckSections() => Settings.CheckSections(TopKeys);

    private static ISentenceModel Unreadable(SentenceModelFiles files) => throw new SentenceModelException("This program does not read sentence models.");

    private static YamlMapping? ReadYaml(string path, string name, SiteProblems problems) =>
        File.Exists(path) ? YamlMapping.Read(name, File.ReadAllText(path), problems) : null;

    private static YamlMapping? ReadProfile(string profile, YamlMapping file, SiteProblems problems)
    {
        if (profile == "modern")
            return null;
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Broadsheet.Site.Profiles.{profile}.yml");
        if (stream is null)
        {
            file.Error("profile", $"There is no profile '{profile}'.", "Write modern, compat, jekyll, hugo or eleventy.");
            return null;
        }
        return YamlMapping.Read($"profile {profile}", new StreamReader(stream).ReadToEnd(), problems);
    }

    private static Masthead MastheadFrom(MastheadOptions options, YamlMapping file, SiteProblems problems)
    {
        if (problems.HasErrors)
            return new Masthead { Title = options.Title, Url = options.Url };
        if (options.Title.Length == 0)
            file.Error("title", "The site has no title.", "Write 'title: The name of your site'.");
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            file.Error("url", "The site has no absolute address.", "Write 'url: https://example.org'.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _))
        {
            var (what, remedy) = UnknownTimeZone.Explain(options.TimeZone, UnknownTimeZone.HasZoneData);
            file.Error("timeZone", what, remedy);
        }

        var basePath = options.BaseUrl.Trim('/');
        return new Masthead
        {
            Title = options.Title,
            Url = options.Url.TrimEnd('/'),
            BaseUrl = basePath.Length == 0 ? "" : "/" + basePath,
            WebUrl = options.WebUrl?.TrimEnd('/'),
            Description = options.Description,
            Locale = options.Locale.ToLower(CultureInfo.InvariantCulture),
            TimeZone = options.TimeZone,
            Contact = options.Contact,
        };
    }
}
