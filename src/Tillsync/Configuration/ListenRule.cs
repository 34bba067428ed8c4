using System.Net;

namespace Tillsync.Configuration;

/// <summary>An address of this machine with a port.</summary>
internal sealed class ListenRule : SettingRule<ListenAddress>
{
    public static readonly ListenRule Instance = new();

    public override string Allowed => "ADDRESS:PORT, such as 127.0.0.1:8797 or [::1]:8797";

    public override RuleResult Read(RawSetting raw)
    {
        var text = raw.Text.Trim();
        var colon = text.LastIndexOf(':');
        return
            colon > 0
            && !(text.StartsWith('[') && text.EndsWith(']'))
            && IPEndPoint.TryParse(text.Replace("localhost:", "127.0.0.1:", StringComparison.OrdinalIgnoreCase), out var endpoint)
            ? Accept(new ListenAddress(endpoint.Address.ToString(), endpoint.Port))
            : Refuse($"{raw.Shown} is no address with a port.");
    }
}
