using System.Text;

namespace Broadsheet.Securing;

/// <summary>
/// The <c>secured</c> field of a record: <c>base64(ciphertext);base64(16 bytes)</c>, as the old system wrote it. Ours gives the same for the
/// same, so that unchanged records stay unchanged, and is sealed, so that nobody can write one without the key.
/// </summary>
public sealed class SecuredEnvelope : IDisposable
{
    /// <summary>Bound into the seal: what was sealed for another purpose with the same key is refused.</summary>
    private static readonly byte[] Purpose = Encoding.ASCII.GetBytes("broadsheet secured 1");

    private readonly Lock sealing = new();
    private readonly AesSiv cipher;

    /// <summary>An envelope for a key.</summary>
    public SecuredEnvelope(SecuredKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        cipher = new AesSiv(key.Bytes);
    }

    /// <summary>Seals a text.</summary>
    public string Seal(string text)
    {
        lock (sealing)
        {
            var (ciphertext, iv) = cipher.Encrypt(Encoding.UTF8.GetBytes(text), Purpose);
            return $"{Convert.ToBase64String(ciphertext)};{Convert.ToBase64String(iv)}";
        }
    }

    /// <summary>Opens a value.</summary>
    public SecuredOpening Open(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var parts = value.Split(';');
        if (parts.Length != 2 || BytesOf(parts[0]) is not { } ciphertext || BytesOf(parts[1]) is not { Length: AesSiv.IvLength } iv)
            return new SecuredOpening.Refused("This is no sealed value: two parts in base64, the second of 16 bytes, with ';' between them.");
        lock (sealing)
        {
            return cipher.Decrypt(ciphertext, iv, Purpose) is { } text
                ? new SecuredOpening.Opened(Encoding.UTF8.GetString(text))
                : new SecuredOpening.Refused("It was sealed with another key or by another system, or was changed since.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();

    private static byte[]? BytesOf(string base64)
    {
        var buffer = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, buffer, out var length) ? buffer[..length] : null;
    }
}

/// <summary>What came of opening a sealed value.</summary>
public abstract record SecuredOpening
{
    private SecuredOpening()
    {
    }

    /// <summary>It is whole.</summary>
    /// <param name="Text">What was sealed.</param>
    public sealed record Opened(string Text) : SecuredOpening;

    /// <summary>It is not ours, or not whole.</summary>
    /// <param name="Reason">Why, a sentence.</param>
    public sealed record Refused(string Reason) : SecuredOpening;
}
