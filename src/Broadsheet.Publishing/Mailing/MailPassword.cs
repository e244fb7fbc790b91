using Broadsheet.Site;

namespace Broadsheet.Publishing.Mailing;

/// <summary>Finds the mail server's password where the settings say it is.</summary>
internal static class MailPassword
{
    /// <summary>The password; null when there is none.</summary>
    /// <exception cref="MailException">The file that is to hold it is not there.</exception>
    public static string? Find(MailOptions options, SiteFolder site)
    {
        if (site.Environment.TryGetValue(options.PasswordVariable, out var text) && text.Length > 0)
            return text;
        if (options.PasswordFile is not { } file)
            return null;
        try
        {
            return File.ReadLines(Path.Combine(site.Root, file)).FirstOrDefault();
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw new MailException($"The password of the mail server cannot be read from '{file}' (mail.passwordFile): {trouble.Message}", trouble);
        }
    }
}

/// <summary>Mail cannot be sent at all; the message says why and what to do.</summary>
public sealed class MailException : Exception
{
    /// <summary>Makes one.</summary>
    public MailException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    public MailException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
