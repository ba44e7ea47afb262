package browser

import "sync"

// noticeQueue hands words to a receiver one at a time and in order, without making whoever has them wait.
type noticeQueue struct {
	to func(words string) // nil if nobody wants them

	mu    sync.Mutex
	queue []string
	idle  chan struct{} // closed when the queue is empty; nil while nothing is handed over
}

func (n *noticeQueue) add(words string) {
	if n.to == nil {
		return
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	n.queue = append(n.queue, words)
	if n.idle == nil {
		n.idle = make(chan struct{})
		go n.handOver()
	}
}

func (n *noticeQueue) handOver() {
	for {
		n.mu.Lock()
		if len(n.queue) == 0 {
			close(n.idle)
			n.idle = nil
			n.mu.Unlock()
			return
		}
		words := n.queue[0]
		n.queue = n.queue[1:]
		n.mu.Unlock()
		n.to(words)
	}
}

// wait returns when all that was added has been handed over.
func (n *noticeQueue) wait() {
	n.mu.Lock()
	idle := n.idle
	n.mu.Unlock()
	if idle != nil {
		<-idle
	}
}
