using System.Security.Cryptography;

namespace Broadsheet.Securing;

/// <summary>
/// AES-SIV (RFC 5297): encryption that gives the same bytes for the same text, and refuses a text that was tampered with. Neither the runtime
/// nor BouncyCastle has it.
/// </summary>
internal sealed class AesSiv : IDisposable
{
    /// <summary>Length of the synthetic initialisation vector, which is also the seal.</summary>
    public const int IvLength = 16;

    private const int Block = 16;

    private readonly Aes mac = Aes.Create();
    private readonly Aes counter = Aes.Create();

    /// <param name="key">32, 48 or 64 bytes: the first half makes the seal, the second encrypts (§2.2).</param>
    public AesSiv(ReadOnlySpan<byte> key)
    {
        if (key.Length is not (32 or 48 or 64))
            throw new ArgumentException("An AES-SIV key has 32, 48 or 64 bytes.", nameof(key));
        mac.Key = key[..(key.Length / 2)].ToArray();
        counter.Key = key[(key.Length / 2)..].ToArray();
    }

    /// <summary>Encrypts (§2.6). The associated data is sealed with the text but not contained.</summary>
    public (byte[] Ciphertext, byte[] Iv) Encrypt(ReadOnlySpan<byte> plaintext, params ReadOnlySpan<byte[]> associated)
    {
        var iv = SyntheticIv(plaintext, associated);
        return (ApplyCounter(plaintext, iv), iv);
    }

    /// <summary>Decrypts (§2.7); null when the key is another one or a bit has changed.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> ciphertext, ReadOnlySpan<byte> iv, params ReadOnlySpan<byte[]> associated)
    {
        var plaintext = ApplyCounter(ciphertext, iv);
        return CryptographicOperations.FixedTimeEquals(SyntheticIv(plaintext, associated), iv) ? plaintext : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mac.Dispose();
        counter.Dispose();
    }

    /// <summary>S2V (§2.4).</summary>
    private byte[] SyntheticIv(ReadOnlySpan<byte> plaintext, ReadOnlySpan<byte[]> associated)
    {
        var sum = Cmac(new byte[Block]);
        foreach (var data in associated)
        {
            Double(sum);
            Xor(sum, Cmac(data));
        }

        byte[] last;
        if (plaintext.Length >= Block)
        {
            last = plaintext.ToArray();
            Xor(last.AsSpan(last.Length - Block), sum);
        }
        else
        {
            Double(sum);
            last = Padded(plaintext);
            Xor(last, sum);
        }

        return Cmac(last);
    }

    /// <summary>AES-CMAC (RFC 4493): the last block of a chained encryption whose last block was masked.</summary>
    private byte[] Cmac(ReadOnlySpan<byte> data)
    {
        var mask = mac.EncryptEcb(new byte[Block], PaddingMode.None);
        Double(mask);
        byte[] message;
        if (data.Length > 0 && data.Length % Block == 0)
        {
            message = data.ToArray();
        }
        else
        {
            Double(mask);
            var whole = data.Length / Block * Block;
            message = [.. data[..whole], .. Padded(data[whole..])];
        }

        Xor(message.AsSpan(message.Length - Block), mask);
        return mac.EncryptCbc(message, new byte[Block], PaddingMode.None)[^Block..];
    }

    /// <summary>CTR mode from the vector with two bits cleared (§2.5), so that the counter never carries between its 32-bit words.</summary>
    private byte[] ApplyCounter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> iv)
    {
        var at = iv.ToArray();
        at[8] &= 0x7F;
        at[12] &= 0x7F;
        var stream = new byte[(text.Length + Block - 1) / Block * Block];
        for (var start = 0; start < stream.Length; start += Block)
        {
            at.CopyTo(stream, start);
            for (var i = Block - 1; i >= 0 && ++at[i] == 0; i--)
            {
                // The carry goes on to the next byte.
            }
        }

        stream = counter.EncryptEcb(stream, PaddingMode.None)[..text.Length];
        Xor(stream, text);
        return stream;
    }

    private static byte[] Padded(ReadOnlySpan<byte> part)
    {
        var block = new byte[Block];
        part.CopyTo(block);
        block[part.Length] = 0x80;
        return block;
    }

    /// <summary>Doubling in GF(2^128).</summary>
    private static void Double(Span<byte> value)
    {
        var carry = value[0] >> 7;
        for (var i = 0; i < Block - 1; i++)
            value[i] = (byte)((value[i] << 1) | (value[i + 1] >> 7));
        value[Block - 1] = (byte)((value[Block - 1] << 1) ^ (carry * 0x87));
    }

    private static void Xor(Span<byte> target, ReadOnlySpan<byte> other)
    {
        for (var i = 0; i < target.Length; i++)
            target[i] ^= other[i];
    }
}
