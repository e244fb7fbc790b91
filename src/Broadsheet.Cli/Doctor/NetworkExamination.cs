using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Broadsheet.Publishing;
using Broadsheet.Server;
using Broadsheet.Site;

namespace Broadsheet.Cli.Doctor;

/// <summary>Asks what the site relies on outside the folder: its mail server, and itself at its public address.</summary>
internal static class NetworkExamination
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClockError = TimeSpan.FromMinutes(1);

    public static async Task<IReadOnlyList<Finding>> ExamineAsync(SiteFolder site, DateTimeOffset now, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var press = PressSettings.Read(site);
        if (press.CanMail)
            findings.Add(await MailAsync(press.Mail.Host!, press.Mail.PortInForce, press.Mail.Tls == Publishing.Mailing.MailPrivacy.Tls, cancellation));
        if (site.Settings.Section<ServerOptions>("server").PublicUrl is { } url)
            findings.AddRange(await PublicAsync(url, now, cancellation));
        return findings;
    }

    private static async Task<Finding> MailAsync(string host, int port, bool isTls, CancellationToken cancellation)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        const string remedy = "See mail.host, mail.port and mail.tls, and whether a firewall lets this machine out to it.";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, patience.Token);
            if (isTls)
                return Finding.Good("mail", $"{place} can be reached.");
            var greeting = new byte[512];
            var read = await client.GetStream().ReadAsync(greeting, patience.Token);
            var line = Encoding.ASCII.GetString(greeting, 0, read).Split('\r', '\n')[0];
            // Who comes to the wrong port is not greeted like this.
            return line.StartsWith("220", StringComparison.Ordinal) ? Finding.Good("mail", $"{place} answers.") : Finding.Bad("mail", $"{place} does not greet like a mail server: '{line}'.", remedy);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Finding.Bad("mail", $"{place} did not answer within {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.", remedy);
        }
        catch (Exception trouble) when (trouble is SocketException or IOException)
        {
            return Finding.Bad("mail", $"{place} cannot be reached: {trouble.Message}.", remedy);
        }
    }

    private static async Task<IEnumerable<Finding>> PublicAsync(string url, DateTimeOffset now, CancellationToken cancellation)
    {
        const string remedy = "See server.publicUrl, the name server, the certificate, and that the proxy in front hands everything on.";
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(url.TrimEnd('/') + "/health/live"), cancellation);
            if (!answer.IsSuccessStatusCode)
                return [Finding.Bad("publicUrl", string.Create(CultureInfo.InvariantCulture, $"{url} answers {(int)answer.StatusCode} to /health/live."), remedy)];
            var error = answer.Headers.Date - now;
            return error?.Duration() > ClockError
                ? [Finding.Good("publicUrl", $"{url} answers."), Finding.Look("clock", string.Create(CultureInfo.InvariantCulture, $"The clock of {url} and this one are {error.Value.Duration().TotalSeconds:0} s apart."), "Keep the clocks by NTP ('timedatectl set-ntp true').")]
                : [Finding.Good("publicUrl", $"{url} answers.")];
        }
        catch (Exception trouble) when ((trouble is HttpRequestException or OperationCanceledException or UriFormatException) && !cancellation.IsCancellationRequested)
        {
            return [Finding.Bad("publicUrl", $"{url} cannot be reached: {trouble.Message}", remedy)];
        }
    }
}
