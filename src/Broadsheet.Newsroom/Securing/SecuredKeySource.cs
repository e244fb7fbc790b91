namespace Broadsheet.Securing;

/// <summary>Finds the site's key where the settings say it is.</summary>
public static class SecuredKeySource
{
    /// <summary>The key, or that the site has none, or why what it has is none.</summary>
    /// <param name="options">Where the key is.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="root">Path of the site folder.</param>
    public static SecuredKeyFinding Find(SecuringOptions options, IReadOnlyDictionary<string, string> environment, string root)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.TryGetValue(options.KeyVariable, out var text) && text.Length > 0)
            return Parse(text, $"The variable {options.KeyVariable}");
        if (options.KeyFile is not { } file)
            return new SecuredKeyFinding.None();
        var path = Path.Combine(root, file);
        return File.Exists(path)
            ? Parse(File.ReadAllText(path), $"The file '{file}'")
            : new SecuredKeyFinding.Unusable($"There is no file '{file}'.", "Make one with 'openssl rand -base64 64', and keep it out of the repository.");
    }

    private static SecuredKeyFinding Parse(string text, string place) => SecuredKey.Parse(text) is { } key
        ? new SecuredKeyFinding.Found(key)
        : new SecuredKeyFinding.Unusable($"{place} holds no key.", "Give 32, 48 or 64 bytes in base64, or a passphrase of at least 12 characters.");
}

/// <summary>What came of looking for a key.</summary>
public abstract record SecuredKeyFinding
{
    private SecuredKeyFinding()
    {
    }

    /// <summary>There is one.</summary>
    /// <param name="Key">The key.</param>
    public sealed record Found(SecuredKey Key) : SecuredKeyFinding;

    /// <summary>The site has none; its records have no <c>secured</c>.</summary>
    public sealed record None : SecuredKeyFinding;

    /// <summary>The operator meant one, and it cannot be used.</summary>
    /// <param name="Message">What is wrong, a sentence.</param>
    /// <param name="Remedy">What would do.</param>
    public sealed record Unusable(string Message, string Remedy) : SecuredKeyFinding;
}
