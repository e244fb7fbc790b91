using Broadsheet.Site;

namespace Broadsheet.Securing;

/// <summary>Finds the site's key where the settings say it is.</summary>
public static class SecuredKeySource
{
    /// <summary>The key; null when the site has none, or when what it has is none, which is told among the problems.</summary>
    /// <param name="options">Where the key is.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="root">Path of the site folder.</param>
    /// <param name="problems">Receives what is wrong.</param>
    public static SecuredKey? Find(SecuringOptions options, IReadOnlyDictionary<string, string> environment, string root, SiteProblems problems)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(problems);
        if (environment.TryGetValue(options.KeyVariable, out var text) && text.Length > 0)
            return Parse(text, "environment", options.KeyVariable, problems);
        if (options.KeyFile is not { } file)
            return null;
        var path = Path.Combine(root, file);
        if (File.Exists(path))
            return Parse(File.ReadAllText(path), file, "", problems);
        problems.Error(SiteFolder.SettingsName, 0, "securing.keyFile", $"There is no file '{file}'.", "Make one with 'openssl rand -base64 64', and keep it out of the repository.");
        return null;
    }

    private static SecuredKey? Parse(string text, string file, string setting, SiteProblems problems)
    {
        var key = SecuredKey.Parse(text);
        if (key is null)
            problems.Error(file, 0, setting, "This is no key.", "Give 32, 48 or 64 bytes in base64, or a passphrase of at least 12 characters.");
        return key;
    }
}
