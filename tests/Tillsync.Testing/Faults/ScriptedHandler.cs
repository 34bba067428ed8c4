using System.Net;
using System.Text;

namespace Tillsync.Testing.Faults;

/// <summary>One request as it came.</summary>
public sealed record ScriptedRequest(HttpMethod Method, Uri Uri, string Body, string Authorization, string UserAgent, string ContentType)
{
    /// <summary>The value of a query parameter, decoded; null when there is none.</summary>
    public string? Parameter(string name) =>
        Uri
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Where(pair => Uri.UnescapeDataString(pair[0]) == name)
            .Select(pair => Uri.UnescapeDataString(pair[1]))
            .FirstOrDefault();
}

/// <summary>Answers requests one after the other as told; the last answer repeats.</summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly List<ScriptedRequest> _requests = [];
    private readonly Queue<Func<ScriptedRequest, CancellationToken, Task<HttpResponseMessage>>> _script = new();

    public IReadOnlyList<ScriptedRequest> Requests => _requests;

    public ScriptedHandler Then(Func<ScriptedRequest, CancellationToken, Task<HttpResponseMessage>> answer)
    {
        _script.Enqueue(answer);
        return this;
    }

    public ScriptedHandler Then(Func<ScriptedRequest, HttpResponseMessage> answer) =>
        Then((request, _) => Task.FromResult(answer(request)));

    public ScriptedHandler Then(Exception failure) => Then((_, _) => Task.FromException<HttpResponseMessage>(failure));

    /// <summary>No answer until the caller gives up.</summary>
    /// <param name="whileWaiting">What happens meanwhile, such as a time-out falling due.</param>
    public ScriptedHandler ThenNothing(Action whileWaiting) =>
        Then(
            async (_, cancellationToken) =>
            {
                whileWaiting();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                throw new InvalidOperationException("The wait ends only by cancellation.");
            }
        );

    public ScriptedHandler Then(
        int status,
        string body,
        string contentType = "application/json; charset=UTF-8",
        params (string Name, string Value)[] headers
    ) => Then(_ => Answer(status, body, contentType, headers));

    public static HttpResponseMessage Answer(int status, string body, string contentType, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        answer.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        foreach (var (name, value) in headers)
        {
            answer.Headers.TryAddWithoutValidation(name, value);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        var seen = new ScriptedRequest(
            request.Method,
            request.RequestUri ?? throw new InvalidOperationException("The request has no address."),
            body,
            request.Headers.Authorization?.ToString() ?? "",
            request.Headers.UserAgent.ToString(),
            request.Content?.Headers.ContentType?.ToString() ?? ""
        );
        _requests.Add(seen);
        var answer = _script.Count > 1 ? _script.Dequeue() : _script.Peek();
        return await answer(seen, cancellationToken);
    }
}
