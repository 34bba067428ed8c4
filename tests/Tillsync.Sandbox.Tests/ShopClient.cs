using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Tillsync.Sandbox.Tests;

/// <summary>A client of the stand-in without sockets.</summary>
internal sealed class ShopClient : IDisposable
{
    public ShopClient(SandboxOptions? options = null)
    {
        Shop = new SandboxHandler(options ?? new SandboxOptions());
        Http = new HttpClient(new SandboxHttpHandler(Shop)) { BaseAddress = new Uri("https://shop.test/wp-json/wc/v3/") };
        Http.DefaultRequestHeaders.Authorization = Basic();
    }

    public SandboxHandler Shop { get; }

    public ShopModel Model => Shop.Model;

    public HttpClient Http { get; }

    public static AuthenticationHeaderValue Basic(string key = "ck_sandbox", string secret = "cs_sandbox") =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{key}:{secret}")));

    public async Task<(int Status, JsonNode? Body)> SendAsync(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        using var response = await Http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonNode.Parse(text) : text);
    }

    public async Task<JsonNode> GetAsync(string path) => (await SendAsync("GET", path)).Body!;

    public void Dispose() => Http.Dispose();
}
