namespace Broadsheet.Securing;

/// <summary>Settings of the sealed provenance in records: where its key is. Without a key records have none.</summary>
public sealed class SecuringOptions
{
    /// <summary>Name of the environment variable that holds the key. Default: <c>BROADSHEET_KEY</c>.</summary>
    public string KeyVariable { get; set; } = "BROADSHEET_KEY";

    /// <summary>File that holds the key, absolute or relative to the site folder; asked when the variable is empty. Default: none.</summary>
    public string? KeyFile { get; set; }
}
