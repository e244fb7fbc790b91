using System.Text.Json;
using System.Text.Json.Serialization;

namespace Broadsheet.Cli.Backup;

/// <summary>What an archive holds, as its last entry says: without it, an archive that was cut short would pass for a whole one.</summary>
/// <param name="Format">1.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Title">The site's name.</param>
/// <param name="Files">Every file, in the order of the archive.</param>
internal sealed record BackupManifest(int Format, DateTimeOffset Made, string Title, IReadOnlyList<BackupFile> Files)
{
    /// <summary>Name of the entry.</summary>
    public const string Name = "broadsheet-backup.json";

    /// <summary>The format this program reads and writes.</summary>
    public const int CurrentFormat = 1;

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupManifest);

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static BackupManifest Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, BackupJson.Default.BackupManifest) ?? throw new InvalidDataException($"{Name} in the archive is empty.");
        }
        catch (JsonException damage)
        {
            throw new InvalidDataException($"{Name} in the archive is damaged: {damage.Message}", damage);
        }
    }
}

/// <summary>A file of an archive.</summary>
/// <param name="Path">Where it lies in the site folder, with slashes.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256 in hexadecimal.</param>
internal sealed record BackupFile(string Path, long Bytes, string Sha256);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
